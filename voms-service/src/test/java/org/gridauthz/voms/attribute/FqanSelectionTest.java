package org.gridauthz.voms.attribute;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.gridauthz.identity.Fqan;
import org.gridauthz.trust.GenericAttribute;
import org.gridauthz.voms.attribute.FqanSelection.Choice;
import org.gridauthz.voms.attribute.FqanSelection.Chosen;
import org.gridauthz.voms.attribute.FqanSelection.Not;
import org.gridauthz.voms.attribute.Standing.Group;
import org.gridauthz.voms.attribute.Standing.Member;
import org.gridauthz.voms.attribute.Standing.Role;
import org.gridauthz.voms.attribute.Standing.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** voms.md §6, row by row. */
class FqanSelectionTest {
    /** In four groups, one of them optional; production in two of them, pilot in one, shifter in the optional one. */
    private static final Member ALICE = new Member(
            List.of(
                    group("/dune/near", false, "production"),
                    group("/dune", false, "production", "pilot"),
                    group("/dune/far", false),
                    group("/dune/night", true, "shifter")),
            List.of(new Value("nickname", "ally")),
            List.of());

    private static Group group(String path, boolean optional, String... roles) {
        return new Group(
                path,
                optional,
                Stream.of(roles)
                        .map(role -> new Role(role, List.of(new Value("queue", role + "-q"))))
                        .toList(),
                List.of(new Value("share", path + "-s")));
    }

    private static Wish wish(String text) {
        if (text.equals("all")) {
            return new Wish.All();
        }
        return text.startsWith("/") ? Wish.of(Fqan.parse(text)) : new Wish.RoleAnywhere(text);
    }

    private static List<String> words(String text) {
        return text == null ? List.of() : List.of(text.split(" "));
    }

    private static Asked asked(String wishes, String order) {
        return new Asked(
                words(wishes).stream().map(FqanSelectionTest::wish).toList(),
                words(order).stream().map(Fqan::parse).toList(),
                0,
                List.of(),
                false);
    }

    private static Choice choose(String wishes, String order, String limit) {
        Set<Fqan> set = limit == null
                ? null
                : Set.copyOf(words(limit).stream().map(Fqan::parse).toList());
        return new FqanSelection("dune", ALICE).choose(asked(wishes, order), set);
    }

    @ParameterizedTest
    @CsvSource({
        // asked, ordered, issued, warnings
        ",, /dune /dune/far /dune/near,",
        "/dune,, /dune /dune/far /dune/near,",
        "/dune/near,, /dune/near /dune /dune/far,",
        "/dune/near /dune/far,, /dune/near /dune/far /dune,",
        "/dune/Role=NULL/Capability=NULL,, /dune /dune/far /dune/near,",
        "/dune/Role=production,, /dune/Role=production /dune /dune/far /dune/near,",
        "/dune/near/Role=production /dune/Role=pilot,,"
                + " /dune/near/Role=production /dune/Role=pilot /dune /dune/far /dune/near,",
        "production,, /dune/Role=production /dune/near/Role=production /dune /dune/far /dune/near,",
        "/dune/night,, /dune/night /dune /dune/far /dune/near,",
        "/dune/night/Role=shifter,, /dune/night/Role=shifter /dune /dune/far /dune/near,",
        "all,, /dune /dune/far /dune/near /dune/night"
                + " /dune/Role=pilot /dune/Role=production /dune/near/Role=production /dune/night/Role=shifter,",
        "all /dune/near/Role=production,, /dune/near/Role=production /dune /dune/far /dune/near /dune/night"
                + " /dune/Role=pilot /dune/Role=production /dune/night/Role=shifter,",
        "/dune, /dune/far, /dune/far /dune /dune/near,",
        "/dune/Role=pilot, /dune/near /dune/Role=pilot, /dune/near /dune/Role=pilot /dune /dune/far,",
        "/dune, /dune/Role=pilot /dune/far, /dune/far /dune /dune/near, 1",
        "/dune, /dune/nowhere, /dune /dune/far /dune/near, 1",
    })
    void groupsAlwaysRolesOnRequestInTheOrderWanted(String wishes, String order, String issued, String warnings) {
        assertThat(choose(wishes, order, null)).isInstanceOfSatisfying(Chosen.class, chosen -> {
            assertThat(chosen.fqans()).extracting(Fqan::toString).containsExactlyElementsOf(words(issued));
            assertThat(chosen.warnings())
                    .extracting(warning -> String.valueOf(warning.number()))
                    .containsExactlyElementsOf(words(warnings));
        });
    }

    @ParameterizedTest
    @CsvSource({
        "/dune/secret, G/dune/secret",
        "/dune/far/Role=production, B/dune/far:production",
        "/dune /dune/Role=root, B/dune:root",
        "nobody, Rnobody",
        "/cms, G/cms",
        "/cms/Role=production, B/cms:production",
        "/dune2, G/dune2",
        "/DUNE, G/DUNE",
        "/dune/Role=Production, B/dune:Production",
    })
    void oneThingNotHeldFailsAll(String wishes, String command) {
        assertThat(choose(wishes, null, null)).isInstanceOfSatisfying(Not.class, not -> {
            assertThat(not.refusal().cause()).isEqualTo(Refusal.Cause.NOT_HELD);
            assertThat(not.refusal().message()).isEqualTo("dune: Unable to satisfy " + command + " request!");
        });
    }

    @ParameterizedTest
    @CsvSource({
        // asked, in the proxy, issued, warnings
        "/dune, /dune /dune/far /dune/near, /dune /dune/far /dune/near,",
        "/dune, /dune/far, /dune/far, 1 3",
        "/dune, /dune, /dune, 3",
        "/dune/Role=production, /dune /dune/Role=pilot, /dune, 1 3",
        "all, /dune /dune/Role=pilot, /dune /dune/Role=pilot, 3",
        "all, /dune /dune/Role=pilot /dune/gone, /dune /dune/Role=pilot, 3",
    })
    void aProxyNeverGains(String wishes, String limit, String issued, String warnings) {
        assertThat(choose(wishes, null, limit)).isInstanceOfSatisfying(Chosen.class, chosen -> {
            assertThat(chosen.fqans()).extracting(Fqan::toString).containsExactlyElementsOf(words(issued));
            assertThat(chosen.warnings())
                    .extracting(warning -> String.valueOf(warning.number()))
                    .containsExactlyElementsOf(words(warnings));
        });
    }

    @Test
    void aProxyWithNothingOfThisIsRefused() {
        assertThat(new FqanSelection("dune", ALICE).choose(asked(null, null), Set.of()))
                .isInstanceOfSatisfying(
                        Not.class, not -> assertThat(not.refusal().cause()).isEqualTo(Refusal.Cause.NOTHING_LEFT));
    }

    @Test
    void warningsHaveTheWordsThatClientsKnow() {
        assertThat(((Chosen) choose("/dune", "/dune/nowhere", "/dune")).warnings())
                .containsExactly(
                        new Warning(1, "FQAN: /dune/nowhere is not the first selected!"),
                        new Warning(
                                3,
                                "dune : your certificate already contains attributes, only a subset of them can be"
                                        + " issued."));
    }

    @Test
    void genericAttributesFollowWhatIsIssued() {
        assertThat(((Chosen) choose("/dune/Role=pilot", null, null)).attributes())
                .containsExactly(
                        new GenericAttribute("nickname", "ally", "dune"),
                        new GenericAttribute("queue", "pilot-q", "/dune/Role=pilot"),
                        new GenericAttribute("share", "/dune-s", "/dune"),
                        new GenericAttribute("share", "/dune/far-s", "/dune/far"),
                        new GenericAttribute("share", "/dune/near-s", "/dune/near"));
        assertThat(((Chosen) choose("/dune/Role=pilot", null, "/dune")).attributes())
                .containsExactly(
                        new GenericAttribute("nickname", "ally", "dune"),
                        new GenericAttribute("share", "/dune-s", "/dune"));
    }

    @Test
    void whatIsOutsideTheVoIsNeverIssued() {
        Member odd = new Member(List.of(group("/cms", false, "boss"), group("/dunes", false)), List.of(), List.of());
        for (String wish : List.of("all", "/cms", "/cms/Role=boss", "boss")) {
            assertThat(new FqanSelection("dune", odd).choose(asked(wish, null), null))
                    .isInstanceOfSatisfying(
                            Not.class,
                            not -> assertThat(not.refusal().message()).isEqualTo("dune: User unknown to this VO."));
        }
    }

    @Test
    void noCertificateIsEverEmpty() {
        Member optionalOnly = new Member(List.of(group("/dune/night", true)), List.of(), List.of());
        assertThat(new FqanSelection("dune", optionalOnly).choose(asked("/dune/night", null), null))
                .isInstanceOf(Chosen.class);
        assertThat(new FqanSelection("dune", optionalOnly).choose(asked(null, null), null))
                .isInstanceOf(Not.class);
        assertThat(new FqanSelection("dune", new Member(List.of(), List.of(), List.of()))
                        .choose(asked("all", null), null))
                .isInstanceOf(Not.class);
    }
}
