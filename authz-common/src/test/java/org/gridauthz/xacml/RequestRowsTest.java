package org.gridauthz.xacml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.gridauthz.identity.Fqan;
import org.gridauthz.identity.SlashDn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The tables of attribute identifiers, row by row, on the request that the specification prints: which of them mean something
 * here, and that every other may come or not. RecordedQueriesTest has how each client breaks the schema.
 */
class RequestRowsTest {
    private static final String PRINTED = Recorded.text("interop-request");
    private static final String INTEROP = "http://authz-interop.org/xacml/";
    private static final String IN_SUBJECT = "</ctx:Subject>";
    private static final String IN_RESOURCE = "</ctx:Resource>";
    private static final String IN_ACTION = "</ctx:Action>";
    private static final String IN_ENVIRONMENT = "</ctx:Environment>";
    private static final SlashDn ALICE = new SlashDn("/DC=org/DC=example/OU=People/CN=Alice Example");
    private static final Question ASKED = new Question(
            "_q1",
            List.of(new Question.Named(
                    ALICE,
                    new SlashDn("/DC=org/DC=example/CN=Test CA"),
                    List.of(Fqan.parse("/fermilab/Role=Analysis"), Fqan.parse("/fermilab")),
                    "fermilab",
                    false)),
            "/DC=org/DC=example/OU=Services/CN=wn042.example.org",
            Set.of(Vocabulary.USERNAME, Vocabulary.UIDGID));

    private static String attribute(String id, String type, String value) {
        return "<ctx:Attribute AttributeId=\"" + id + "\" DataType=\"" + type + "\"><ctx:AttributeValue>" + value
                + "</ctx:AttributeValue></ctx:Attribute>";
    }

    private static String with(String section, String id, String value) {
        return PRINTED.replace(section, attribute(id, Vocabulary.STRING, value) + section);
    }

    /** The printed request without an attribute. */
    private static String without(String id) {
        String less = PRINTED.replaceAll(
                "(?s)<ctx:Attribute AttributeId=\"" + id + "\"[^>]*>((?!</ctx:Attribute>).)*</ctx:Attribute>", "");
        assertThat(less).isNotEqualTo(PRINTED);
        return less;
    }

    @Test
    void thePrintedRequest() {
        assertThat(Recorded.question(PRINTED)).isEqualTo(ASKED);
    }

    /** GUMS' own example: the name of the attribute's issuer is no claim that it was not verified. */
    @Test
    void thePrintedRequestOfGums() {
        assertThat(Recorded.question(Recorded.text("gums-request")).subjects())
                .containsExactly(new Question.Named(
                        new SlashDn("/DC=org/DC=example/OU=People/CN=Bob User"),
                        null,
                        List.of(Fqan.parse("/dune/Role=production"), Fqan.parse("/dune")),
                        null,
                        false));
    }

    /** What compare sends is the same question. */
    @Test
    void whatWeAskOthersIsTheSame() {
        Question.Named named = (Question.Named) ASKED.subjects().getFirst();
        byte[] query = QueryWriter.write(
                Instant.EPOCH, named.dn(), named.fqans(), ASKED.host(), List.copyOf(ASKED.announced()));
        Question read = Recorded.question(new String(query, StandardCharsets.UTF_8));
        Question.Named unissued = new Question.Named(named.dn(), null, named.fqans(), named.vo(), false);
        assertThat(read).isEqualTo(new Question("_q1", List.of(unissued), ASKED.host(), ASKED.announced()));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "subject/subject-x509-issuer, issuer",
        "subject/vo, vo",
        "subject/voms-primary-fqan, primary",
        "resource/resource-x509-id, host",
        "environment/pep-oblig-supported, announced"
    })
    void whatMeansSomethingMakesADifference(String id, String part) {
        Question less = Recorded.question(without(INTEROP + id));
        Question.Named named = (Question.Named) less.subjects().getFirst();
        switch (part) {
            case "issuer" -> assertThat(named.issuer()).isNull();
            case "vo" -> assertThat(named.vo()).isNull();
            case "primary" -> assertThat(named.fqans()).hasSize(2); // the others' order is all there is then
            case "host" -> assertThat(less.host()).isEqualTo("wn042.example.org");
            default -> assertThat(less.announced()).isEmpty();
        }
    }

    static Stream<Arguments> ignored() {
        return Stream.concat(
                Stream.of(
                                "subject-condor-canonical-name-id=alice@example.org",
                                "voms-signing-subject=/DC=org/CN=voms.example.org",
                                "voms-signing-issuer=/DC=org/CN=Test CA",
                                "certificate-serial-number=4711",
                                "ca-serial-number=0",
                                "validity-not-before=2026-11-21T09:00:00",
                                "validity-not-before=2026-11-21T09:00:00Z",
                                "validity-not-after=2026-11-23T09:00:00.000+00:00",
                                "validity-not-after=2026-11-23T09:00:00+0000",
                                "voms-dns-port=voms.example.org:15000",
                                "ca-policy-oid=1.2.3.4",
                                "ca-policy-names=x",
                                "cert-chain=TUlJQg==")
                        .map(row -> Arguments.of(IN_SUBJECT, INTEROP + "subject/" + row)),
                Stream.of(
                        Arguments.of(IN_RESOURCE, INTEROP + "resource/resource-x509-issuer=/DC=org/CN=Test CA"),
                        Arguments.of(IN_ACTION, INTEROP + "action/rsl-string=&(executable=/bin/true)"),
                        Arguments.of(
                                IN_ENVIRONMENT,
                                "urn:oasis:names:tc:xacml:1.0:environment:current-dateTime=2026-11-22T10:00:00Z"),
                        Arguments.of(IN_ENVIRONMENT, INTEROP + "environment/pilot-job/subject-x509-id=/CN=pilot"),
                        Arguments.of(IN_ENVIRONMENT, INTEROP + "environment/pilot-job/subject-x509_-id=/CN=pilot"),
                        Arguments.of(IN_ENVIRONMENT, INTEROP + "environment/pilot-job/voms-fqan=/pilots"),
                        Arguments.of(IN_ENVIRONMENT, INTEROP + "environment/pilot-job/vo=pilots")));
    }

    /** Either type, empty or not: C sends integers, J text, and an empty value for what it does not know. */
    @ParameterizedTest(name = "{1}")
    @MethodSource("ignored")
    void whatMeansNothingHereChangesNothing(String section, String row) {
        String id = row.substring(0, row.indexOf('='));
        String value = row.substring(row.indexOf('=') + 1).replace("&", "&amp;");
        for (String type : List.of(
                Vocabulary.STRING,
                Vocabulary.INTEGER,
                "http://www.w3.org/2001/XMLSchema#dateTime",
                "http://www.w3.org/2001/XMLSchema#base64Binary")) {
            for (String text : List.of(value, "", " \n")) {
                String query = PRINTED.replace(section, attribute(id, type, text) + section);
                assertThat(Recorded.question(query)).isEqualTo(ASKED);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " IssueInstant=\"2026-11-22T10:00:00Z\"",
                " Version=\"2.0\"",
                " InputContextOnly=\"false\" ReturnContext=\"false\" CombinePolicies=\"true\"",
                " SubjectCategory=\"urn:oasis:names:tc:xacml:1.0:subject-category:access-subject\"",
                " DataType=\"http://www.w3.org/2001/XMLSchema#string\"",
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            })
    void mayBeLeftOut(String text) {
        assertThat(PRINTED).contains(text);
        assertThat(Recorded.question(PRINTED.replace(text, ""))).isEqualTo(ASKED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ID-1804289383", "0b79bc42-555a-4029-a96a-ee4cb46be0e5", ""})
    void theIdIsEchoedWhateverItIs(String id) {
        Question question = Recorded.question(PRINTED.replace("\"_q1\"", "\"" + id + "\""));
        assertThat(question.id()).isEqualTo(id);
        assertThat(question.subjects()).isEqualTo(ASKED.subjects());
    }

    /** The Argus side's words for the same person, one by one. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        http://dci-sec.org/xacml/attribute/subject-issuer       | CN=Other CA, DC=org | issuer
        http://glite.org/xacml/attribute/subject-issuer         | CN=Other CA, DC=org | issuer
        http://dci-sec.org/xacml/attribute/virtual-organization | cms                 | vo
        http://glite.org/xacml/attribute/virtual-organization   | cms                 | vo
        http://dci-sec.org/xacml/attribute/group                | /fermilab/x         | fqan
        http://glite.org/xacml/attribute/fqan                   | /fermilab/x         | fqan
        http://dci-sec.org/xacml/attribute/group/primary        | /fermilab/x         | primary
        http://glite.org/xacml/attribute/fqan/primary           | /fermilab/x         | primary
        """)
    void bothFamiliesNameTheSame(String id, String value, String part) {
        String bare = PRINTED.replaceAll("(?s)<ctx:Subject .*</ctx:Subject>", "<ctx:Subject>" + IN_SUBJECT);
        String query = bare.replace(
                IN_SUBJECT,
                attribute(
                                Vocabulary.SUBJECT_ID,
                                "urn:oasis:names:tc:xacml:1.0:data-type:x500Name",
                                "CN=Alice Example, OU=People, DC=example, DC=org")
                        + attribute(id, "http://glite.org/xacml/datatype/fqan", value)
                        + IN_SUBJECT);
        Question.Named named =
                (Question.Named) Recorded.question(query).subjects().getFirst();
        assertThat(named.dn()).isEqualTo(ALICE);
        switch (part) {
            case "issuer" -> assertThat(named.issuer()).isEqualTo(new SlashDn("/DC=org/CN=Other CA"));
            case "vo" -> assertThat(named.vo()).isEqualTo("cms");
            default -> assertThat(named.fqans()).containsExactly(Fqan.parse("/fermilab/x"));
        }
    }

    @Test
    void aRoleOfTheCommonProfileBelongsToTheGroupThatIsItsIssuer() {
        String role = attribute("http://dci-sec.org/xacml/attribute/role\" Issuer=\"/fermilab/x", "t", "r");
        assertThat(((Question.Named) Recorded.question(PRINTED.replace(IN_SUBJECT, role + IN_SUBJECT))
                                .subjects()
                                .getFirst())
                        .fqans())
                .contains(Fqan.parse("/fermilab/x/Role=r"));
    }

    /** One attribute with several values, several attributes with one: the same. */
    @Test
    void valuesMayBeRepeatedEitherWay() {
        String two = "</ctx:AttributeValue><ctx:AttributeValue>";
        String joined = without(INTEROP + "subject/voms-fqan")
                .replace(
                        IN_SUBJECT,
                        attribute(
                                        Vocabulary.VOMS_FQAN,
                                        Vocabulary.STRING,
                                        "/fermilab/Role=Analysis" + two + "/fermilab")
                                + IN_SUBJECT);
        assertThat(Recorded.question(joined)).isEqualTo(ASKED);
        assertThat(Recorded.question(with(IN_SUBJECT, Vocabulary.VOMS_FQAN, "/fermilab")))
                .isEqualTo(ASKED);
    }
}
