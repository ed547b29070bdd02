package org.gridauthz.xacml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gridauthz.identity.Fqan;
import org.gridauthz.identity.SlashDn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the clients that were watched send, and what we make of it: the rows of "Request" about how they break the schema. */
class RecordedQueriesTest {
    private static final SlashDn ALICE = new SlashDn("/DC=org/DC=gridauthz/CN=Alice Adams");
    private static final SlashDn CA = new SlashDn("/DC=org/DC=gridauthz/CN=Test CA");
    private static final Fqan PRODUCTION = Fqan.parse("/dune/Role=production");
    private static final Fqan DUNE = Fqan.parse("/dune");
    private static final String USERNAME = "http://authz-interop.org/xacml/obligation/username";
    private static final String UIDGID = "http://authz-interop.org/xacml/obligation/uidgid";

    private static Question.Named named(Question question) {
        assertThat(question.subjects()).hasSize(1);
        return (Question.Named) question.subjects().getFirst();
    }

    @Test
    void theGlobusLibraryRepeatsTheAttributeAndStartsAtTheSameId() {
        Question question = Recorded.question(Recorded.text("globus-c"));
        assertThat(question.id()).isEqualTo("ID-1804289383");
        assertThat(named(question)).isEqualTo(new Question.Named(ALICE, CA, List.of(PRODUCTION, DUNE), "dune", false));
        assertThat(question.host()).isEqualTo("/DC=org/DC=gridauthz/CN=ce1.example.org");
        assertThat(question.announced()).contains(USERNAME, UIDGID).hasSize(3);
    }

    @Test
    void privilegeLeavesTheInstantOutAndSendsEmptyValuesAndParentGroups() {
        assertThat(Recorded.text("privilege-j")).doesNotContain("IssueInstant").contains("AttributeValue></");
        Question question = Recorded.question(Recorded.text("privilege-j"));
        assertThat(named(question)).isEqualTo(new Question.Named(ALICE, CA, List.of(PRODUCTION, DUNE), "dune", false));
        assertThat(question.announced()).contains(USERNAME);
    }

    @Test
    void arcPutsTheEnvironmentFirstAndSeveralValuesIntoOneAttribute() {
        String emi = Recorded.text("arc-emi");
        assertThat(emi.indexOf(":Environment>")).isLessThan(emi.indexOf(":Subject>"));
        Question question = Recorded.question(emi);
        assertThat(named(question))
                .isEqualTo(new Question.Named(
                        ALICE, CA, List.of(PRODUCTION, DUNE, Fqan.parse("/dune/sub")), "dune", false));
        assertThat(question.host()).isNull();
        assertThat(question.announced()).isEmpty();
        // A bare UUID, which may begin with a digit: no legal XML id, and echoed all the same.
        assertThat(question.id()).startsWith("0b79");
    }

    @ParameterizedTest
    @CsvSource({"arc-cream, 2", "arc-subject, 0"})
    void arcsOtherProfilesNameTheSamePerson(String profile, int fqans) {
        Question.Named named = named(Recorded.question(Recorded.text(profile)));
        assertThat(named.dn()).isEqualTo(ALICE);
        assertThat(named.fqans()).hasSize(fqans);
    }

    @Test
    void aChainSaysMoreThanNames() {
        String pem = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
        String with = Recorded.text("arc-cream")
                .replace(
                        "</xacml-ctx:Subject>",
                        "<xacml-ctx:Attribute"
                                + " AttributeId=\"urn:oasis:names:tc:xacml:1.0:subject:key-info\"><xacml-ctx:AttributeValue>"
                                + pem + "</xacml-ctx:AttributeValue></xacml-ctx:Attribute></xacml-ctx:Subject>");
        assertThat(Recorded.question(with).subjects()).containsExactly(new Question.Chain(pem.strip()));
    }

    @Test
    void theIssuerOfTheQueryIdentifiesNobody() {
        for (String issuer : List.of("", "CN=somebody", "/DC=org/DC=gridauthz/CN=Ada Admin")) {
            String other = Recorded.text("globus-c").replaceFirst("(<saml:Issuer[^>]*>)[^<]*", "$1" + issuer);
            assertThat(Recorded.question(other)).isEqualTo(Recorded.question(Recorded.text("globus-c")));
        }
    }

    @Test
    void anAttributeSaidToBeUnverifiedIs() {
        String disclaimed = Recorded.text("globus-c")
                .replace(
                        "voms-primary-fqan\"",
                        "voms-primary-fqan\" Issuer=\"http://authz-interop.org/xacml/issuer/none\"");
        assertThat(named(Recorded.question(disclaimed)).disclaimed()).isTrue();
        String signed =
                Recorded.text("globus-c").replace("voms-primary-fqan\"", "voms-primary-fqan\" Issuer=\"/CN=v\"");
        assertThat(named(Recorded.question(signed)).disclaimed()).isFalse();
    }

    @Test
    void sectionsComeInAnyOrderAndMayBeMissing() {
        String query = Recorded.text("privilege-j");
        String subject = between(query, "<xacml-context:Subject", "</xacml-context:Subject>");
        String turned =
                query.replace(subject, "").replace("</xacml-context:Request>", subject + "</xacml-context:Request>");
        assertThat(Recorded.question(turned)).isEqualTo(Recorded.question(query));
        String environment = between(query, "<xacml-context:Environment", "</xacml-context:Environment>");
        String resource = between(query, "<xacml-context:Resource", "</xacml-context:Resource>");
        Question bare = Recorded.question(query.replace(environment, "").replace(resource, ""));
        assertThat(bare.announced()).isEmpty();
        assertThat(bare.host()).isNull();
    }

    @Test
    void severalSubjectsOfOneCategoryAreAllAskedAbout() {
        String query = Recorded.text("globus-c");
        String subject = between(query, "<XACMLcontext:Subject", "</XACMLcontext:Subject>");
        Question two = Recorded.question(query.replace(subject, subject + subject.replace("Alice Adams", "Bob Brown")));
        assertThat(two.subjects())
                .extracting(asked -> ((Question.Named) asked).dn().text())
                .containsExactly(ALICE.text(), "/DC=org/DC=gridauthz/CN=Bob Brown");
        // A machine in between is not who uses the site.
        Question machine = Recorded.question(query.replace(
                subject,
                subject.replace("access-subject", "requesting-machine").replace("Alice Adams", "wn1") + subject));
        assertThat(machine).isEqualTo(Recorded.question(query));
    }

    private static String between(String text, String from, String to) {
        return text.substring(text.indexOf(from), text.indexOf(to) + to.length());
    }
}
