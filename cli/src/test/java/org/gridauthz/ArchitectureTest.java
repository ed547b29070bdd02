package org.gridauthz;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of the house: which way the arrows point, what a core may know, what nobody may use. */
class ArchitectureTest {
    /** Everything that ships. The command sits on top of all modules, so its tests see them all. */
    private static final JavaClasses SHIPPED = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("/testkit/") && !location.contains("/testkit-"))
            .importPackages("org.gridauthz");

    /** Feature cores: exactly these packages. What hangs below them (store, rest, page, yaml …) may know frameworks. */
    private static final String[] CORES = {
        "org.gridauthz.identity",
        "org.gridauthz.trust",
        "org.gridauthz.community",
        "org.gridauthz.changes",
        "org.gridauthz.changes.instances",
        "org.gridauthz.clock",
        "org.gridauthz.threads",
        "org.gridauthz.ban",
        "org.gridauthz.ban.file",
        "org.gridauthz.memberlist",
        "org.gridauthz.xacml",
        "org.gridauthz.argus",
        "org.gridauthz.gums.mapping",
        "org.gridauthz.gums.pool",
        "org.gridauthz.gums.members",
        "org.gridauthz.gums.mapfile",
        "org.gridauthz.gums.policy",
        "org.gridauthz.saz.decision",
        "org.gridauthz.saz.officer",
        "org.gridauthz.saz.feed",
        "org.gridauthz.voms.attribute",
        "org.gridauthz.voms.standing",
        "org.gridauthz.voms.vo",
        "org.gridauthz.voms.registration"
    };

    private static final String[] COMMON = {
        "org.gridauthz.identity..",
        "org.gridauthz.trust..",
        "org.gridauthz.tls..",
        "org.gridauthz.community..",
        "org.gridauthz.changes..",
        "org.gridauthz.ban..",
        "org.gridauthz.xacml..",
        "org.gridauthz.argus..",
        "org.gridauthz.web..",
        "org.gridauthz.audit..",
        "org.gridauthz.assembly..",
        "org.gridauthz.jobs..",
        "org.gridauthz.memberlist..",
        "org.gridauthz.clock..",
        "org.gridauthz.threads..",
        "org.gridauthz.tracing.."
    };

    private static final String[] FRAMEWORKS = {
        "org.springframework..",
        "jakarta.persistence..",
        "org.hibernate..",
        "jakarta.servlet..",
        "jakarta.validation..",
        "org.apache.catalina..",
        "org.apache.coyote..",
        "org.apache.tomcat..",
        "com.fasterxml.jackson..",
        "tools.jackson..",
        "org.flywaydb..",
        "com.zaxxer.hikari..",
        "io.swagger..",
        "org.springdoc..",
        "io.opentelemetry.."
    };

    private static final String[] SERVICES = {"org.gridauthz.gums..", "org.gridauthz.saz..", "org.gridauthz.voms.."};

    static Stream<ArchRule> rules() {
        return Stream.of(
                noClasses()
                        .that()
                        .resideInAnyPackage(CORES)
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(FRAMEWORKS)
                        .because("a reader finds the rule without meeting a framework"),
                noClasses()
                        .that()
                        .resideInAnyPackage(CORES)
                        .should()
                        .dependOnClassesThat(resideInAPackage("org.gridauthz..")
                                .and(resideInAnyPackage("..store..", "..rest..", "..page..")))
                        .because("wires and stores know the core, never the other way round"),
                noClasses()
                        .that()
                        .resideInAnyPackage(COMMON)
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(SERVICES)
                        .because("what services share knows no service"),
                noClasses()
                        .that()
                        .resideOutsideOfPackage("org.gridauthz.cli..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("org.gridauthz.cli..")
                        .because("the command sits on top"),
                classes()
                        .should()
                        .haveNameNotMatching(".*(Impl|Util|Utils|Helper|Helpers)")
                        .because("a name says what the thing is"),
                classes()
                        .that(not(assignableTo(javax.net.ssl.TrustManager.class))
                                .and(not(assignableTo(javax.net.ssl.KeyManager.class))))
                        .should()
                        .haveNameNotMatching(".*Manager")
                        .because("a name says what the thing is"),
                noClasses()
                        .should()
                        .dependOnClassesThat()
                        .haveNameMatching("org\\.italiangrid\\.voms\\..*CachingCertificateValidator")
                        .because("its key is the last certificate of the chain only: anyone passes with Alice's"),
                noClasses()
                        .should()
                        .dependOnClassesThat()
                        .haveNameMatching("org\\.italiangrid\\.voms\\.asn1\\.VOMSACGenerator.*")
                        .because("it writes wrong ASN.1, which its own parser accepts"),
                noClasses()
                        .should()
                        .callConstructor(java.util.Random.class)
                        .orShould()
                        .callConstructor(java.util.Random.class, long.class)
                        .orShould()
                        .callMethod(Math.class, "random")
                        .because(
                                "what it makes can be guessed; SecureRandom for secrets, ThreadLocalRandom for jitter"),
                noClasses()
                        .that()
                        .resideInAnyPackage("org.gridauthz.trust..", "org.gridauthz.tls..", "org.gridauthz.web..")
                        .should()
                        .dependOnClassesThat(assignableTo(java.util.Random.class)
                                .and(not(assignableTo(java.security.SecureRandom.class)))
                                .or(assignableTo(java.util.SplittableRandom.class)))
                        .because("keys, nonces and ids are made here"),
                noClasses()
                        .should()
                        .callMethod(Thread.class, "sleep", long.class)
                        .orShould()
                        .callMethod(Thread.class, "sleep", long.class, int.class)
                        .orShould()
                        .callMethod(Thread.class, "sleep", java.time.Duration.class)
                        .because("a sleeping thread is held; wait on a condition with a deadline or schedule"),
                noClasses()
                        .that()
                        .resideInAnyPackage(COMMON)
                        .or()
                        .resideInAnyPackage(SERVICES)
                        .should()
                        .accessField(System.class, "out")
                        .orShould()
                        .accessField(System.class, "err")
                        .orShould()
                        .callMethod(Throwable.class, "printStackTrace")
                        .because("services log; only the command prints"),
                noClasses()
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("java.util.logging..", "org.apache.commons.logging..")
                        .because("one way to log: SLF4J"));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theHouseKeepsItsRule(ArchRule rule) {
        // Some packages are still to come; a rule about them holds until then.
        rule.allowEmptyShould(true).check(SHIPPED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gums", "saz", "voms"})
    void aServiceKnowsNoOther(String service) {
        String[] others = Stream.of("gums", "saz", "voms")
                .filter(other -> !other.equals(service))
                .map(other -> "org.gridauthz." + other + "..")
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage("org.gridauthz." + service + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .allowEmptyShould(true)
                .check(SHIPPED);
    }

    @Test
    void everyPackageIsNullMarked() {
        assertThat(SHIPPED.stream().map(JavaClass::getPackage).distinct())
                .allMatch(
                        aPackage -> aPackage.isAnnotatedWith(NullMarked.class), "has a package-info with @NullMarked");
    }

    /** A rule over nothing holds: this says that what the rules look at was found. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.gridauthz.identity",
                "org.gridauthz.gums",
                "org.gridauthz.saz",
                "org.gridauthz.voms",
                "org.gridauthz.migrate",
                "org.gridauthz.cli"
            })
    void everyModuleIsSeen(String name) {
        assertThat(SHIPPED.stream().map(JavaClass::getPackage).map(JavaPackage::getName))
                .contains(name);
    }
}
