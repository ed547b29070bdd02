package org.gridauthz.saz.feed.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.gridauthz.ban.BanKind;
import org.gridauthz.ban.BanTarget;
import org.gridauthz.ban.file.BanFile.Form;
import org.gridauthz.memberlist.Listing.Fault;
import org.gridauthz.saz.feed.Feed;
import org.gridauthz.saz.feed.FeedReading;
import org.gridauthz.saz.feed.FeedReading.NotRead;
import org.gridauthz.saz.feed.FeedReading.Read;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is taken of the lists of others. */
class FeedReadingTest {
    private static final String ARGUS = """
        <soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body>
         <listPoliciesResponse xmlns="http://org.glite.authz/wsdl/pap/services/xacml_policy_management">
          <listPoliciesReturn xmlns:x="urn:oasis:names:tc:xacml:2.0:policy:schema:os">
           <x:Policy PolicyId="p1">
            <x:Rule RuleId="r1" Effect="Deny"><x:Target><x:Subjects><x:Subject>
             <x:SubjectMatch MatchId="urn:oasis:names:tc:xacml:1.0:function:x500Name-equal">
              <x:AttributeValue DataType="urn:oasis:names:tc:xacml:1.0:data-type:x500Name">CN=Eve,DC=example,DC=org</x:AttributeValue>
              <x:SubjectAttributeDesignator AttributeId="subject-id"/>
             </x:SubjectMatch>
             <x:SubjectMatch MatchId="urn:oasis:names:tc:xacml:1.0:function:string-equal">
              <x:AttributeValue>/dune/Role=pilot</x:AttributeValue>
             </x:SubjectMatch>
            </x:Subject></x:Subjects></x:Target></x:Rule>
            <x:Rule RuleId="r2" Effect="Permit"><x:Target><x:Subjects><x:Subject>
             <x:SubjectMatch MatchId="urn:oasis:names:tc:xacml:1.0:function:x500Name-equal">
              <x:AttributeValue>CN=Alice,DC=example,DC=org</x:AttributeValue>
             </x:SubjectMatch>
            </x:Subject></x:Subjects></x:Target></x:Rule>
           </x:Policy>
          </listPoliciesReturn></listPoliciesResponse>
        </soapenv:Body></soapenv:Envelope>\
        """;

    @Test
    void aPapBansWhomItsRulesDenyByName() {
        assertThat(ArgusPolicies.read(feed(10, false), bytes(ARGUS)))
                .isEqualTo(new Read(java.util.List.of(BanTarget.of(BanKind.DN, "/DC=org/DC=example/CN=Eve")), 0));
    }

    @Test
    void banFilesOfOtherSoftwareAreLists() {
        assertThat(FileLines.read(feed(10, true), Form.BAN_MAPFILE, bytes("\"/CN=Eve Ear\"\n\"/bad/*\"\n")))
                .isEqualTo(new Read(
                        java.util.List.of(BanTarget.of(BanKind.DN, "/CN=Eve Ear"), BanTarget.of(BanKind.VO, "bad")),
                        0));
        assertThat(FileLines.read(feed(10, false), Form.DCACHE_BAN, bytes("alias x=y\nban x:1\n")))
                .isInstanceOf(NotRead.class);
        assertThat(FileLines.read(feed(10, false), Form.HTCONDOR_CE, bytes("<html>\n<body>\n")))
                .isInstanceOf(NotRead.class);
        assertThat(FileLines.read(feed(1, false), Form.BAN_MAPFILE, bytes("/CN=a\n/CN=b\n/CN=c\n")))
                .isInstanceOf(NotRead.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not xml",
                "<a/>",
                "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>",
                "<soapenv:Envelope xmlns:soapenv='http://schemas.xmlsoap.org/soap/envelope/'><soapenv:Body/>"
            })
    void whatIsNoAnswerOfAPapIsNoEmptyList(String body) {
        assertThat(ArgusPolicies.read(feed(10, false), bytes(body)))
                .isInstanceOfSatisfying(
                        NotRead.class, not -> assertThat(not.fault()).isEqualTo(Fault.MALFORMED));
    }

    @Test
    void aFaultIsNoEmptyList() {
        String fault = "<e:Envelope"
                + " xmlns:e='http://schemas.xmlsoap.org/soap/envelope/'><e:Body><e:Fault/></e:Body></e:Envelope>";
        assertThat(ArgusPolicies.read(feed(10, false), bytes(fault)))
                .isInstanceOfSatisfying(
                        NotRead.class, not -> assertThat(not.fault()).isEqualTo(Fault.REFUSED));
    }

    @Test
    void linesMayBeQuotedAndCommented() {
        FeedReading read =
                NameLines.read(feed(10, false), bytes("# banned\n\n/CN=a\n\"/CN=b \\\"x\\\"\"\n  /CN=a \r\n"));
        assertThat(read)
                .isEqualTo(new Read(
                        java.util.List.of(BanTarget.of(BanKind.DN, "/CN=a"), BanTarget.of(BanKind.DN, "/CN=b \"x\"")),
                        0));
    }

    @Test
    void anErrorPageIsNoListOfNames() {
        assertThat(NameLines.read(feed(10, false), bytes("<html>\n<h1>Moved</h1>\n</html>\n")))
                .isInstanceOfSatisfying(
                        NotRead.class, not -> assertThat(not.fault()).isEqualTo(Fault.TOO_MANY_BAD_ROWS));
    }

    @Test
    void aListThatGrowsWithoutEndIsCut() {
        StringBuilder endless = new StringBuilder();
        for (int i = 0; i < 100_000; i++) {
            endless.append("/CN=").append(i).append('\n');
        }
        assertThat(NameLines.read(feed(1000, false), bytes(endless.toString())))
                .isEqualTo(new NotRead(Fault.TOO_LARGE, "more than 1000 bans"));
    }

    @Test
    void anotherGridAuthzGivesWhatItsOfficersBannedAndNoMore() {
        String list = """
            {"bans":[{"kind":"dn","value":"/CN=a","origin":"officer"},
            {"kind":"certificate","value":"/CN=CA","qualifier":"7","origin":"import:old","until":"2999-01-01T00:00:00Z"},
            {"kind":"dn","value":"/CN=b","origin":"feed:us"},
            {"kind":"dn","value":"/CN=c","origin":"first-sight"},
            {"kind":"vo","value":"dune","origin":"officer"},
            {"kind":"dn","value":"/CN=*","origin":"officer","more":{"x":[1]}}]}\
            """;
        FeedReading narrow = BanListJson.read(feed(10, false), bytes(list));
        assertThat(narrow)
                .isEqualTo(new Read(
                        java.util.List.of(
                                BanTarget.of(BanKind.DN, "/CN=a"), new BanTarget(BanKind.CERTIFICATE, "/CN=CA", "7")),
                        4));
        assertThat(((Read) BanListJson.read(feed(10, true), bytes(list))).bans())
                .contains(BanTarget.of(BanKind.VO, "dune"));
        assertThat(BanListJson.read(feed(10, false), bytes("{\"bans\":[{\"kind\":\"dn\"")))
                .isInstanceOf(NotRead.class);
        assertThat(BanListJson.read(feed(10, false), bytes("{}"))).isInstanceOf(NotRead.class);
    }

    private static Feed feed(int most, boolean wide) {
        return new Feed(
                "test",
                Feed.Form.LINES,
                URI.create("https://bans.example.org/list"),
                null,
                Duration.ofMinutes(10),
                Duration.ofHours(24),
                Duration.ofSeconds(60),
                1 << 20,
                most,
                0.5,
                wide);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
