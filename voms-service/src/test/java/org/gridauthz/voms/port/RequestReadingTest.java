package org.gridauthz.voms.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.gridauthz.identity.Fqan;
import org.gridauthz.voms.attribute.Asked;
import org.gridauthz.voms.attribute.Refusal;
import org.gridauthz.voms.attribute.Wish;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests of both protocols, as clients write them and as nobody should. */
class RequestReadingTest {
    private static Asked rest(String target) {
        Reading reading = RestRequest.read("dune", "GET " + target + " HTTP/1.0\nHost: x\n\n");
        assertThat(reading).isInstanceOf(Reading.Understood.class);
        return ((Reading.Understood) reading).asked();
    }

    private static Refusal refusal(Reading reading) {
        assertThat(reading).isInstanceOf(Reading.Not.class);
        return ((Reading.Not) reading).why();
    }

    private static String commands(Asked asked) {
        return asked.wishes().stream().map(Wish::command).collect(Collectors.joining(" "));
    }

    private static Reading xml(String content) {
        return XmlRequest.read("dune", "<?xml version=\"1.0\" encoding=\"US-ASCII\"?><voms>" + content + "</voms>");
    }

    private static Reading.Understood understood(String content) {
        assertThat(xml(content)).isInstanceOf(Reading.Understood.class);
        return (Reading.Understood) xml(content);
    }

    @ParameterizedTest
    @CsvSource({
        "/generate-ac, ''",
        "/generate-ac?fqans=/dune&lifetime=43200, G/dune",
        "'/generate-ac?lifetime=43200&fqans=/dune/Role=pilot,/dune/far', B/dune:pilot G/dune/far",
        "/generate-ac?fqans=all, A",
        "/generate-ac?fqans=Rproduction, Rproduction",
        "'/generate-ac?fqans=/dune,,/dune/far,', G/dune G/dune/far",
        "/generate-ac?fqans=%2Fdune%2FRole%3Dpilot, B/dune:pilot",
        "/generate-ac?fqans=/dune/Role=NULL/Capability=NULL, G/dune",
        "/generate-ac?fqans=/dune/Role=pilot/Capability=x, B/dune:pilot",
        "/generate-ac?fqans=/dune&fqans=/dune/far, G/dune G/dune/far",
        "/generate-ac?fqans=, ''",
        "/voms/dune/generate-ac?fqans=/dune, G/dune",
    })
    void theQueryIsReadRaw(String target, String commands) {
        assertThat(commands(rest(target))).isEqualTo(commands);
    }

    @Test
    void lifetimeOrderAndTargets() {
        Asked asked = rest("/generate-ac?fqans=/dune&order=/dune/far,/dune:pilot,/dune/Role=production"
                + "&targets=a.example.org,&lifetime=600");
        assertThat(asked.seconds()).isEqualTo(600);
        assertThat(asked.order())
                .extracting(Fqan::toString)
                .containsExactly("/dune/far", "/dune/Role=pilot", "/dune/Role=production");
        assertThat(asked.targets()).containsExactly("a.example.org");
        assertThat(asked.unknownParameters()).isFalse();
        assertThat(rest("/generate-ac?colour=red").unknownParameters()).isTrue();
        for (String none : List.of("", "0", "-3", "soon", "99999999999999999999", "1e3")) {
            assertThat(rest("/generate-ac?lifetime=" + none).seconds()).as(none).isNotPositive();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/generate-ac?",
                "/generate-ac?fqans",
                "/generate-ac?fqans=/dune&",
                "/generate-ac?fqans=production",
                "/generate-ac?fqans=/dune/../cms",
                "/generate-ac?fqans=/dune/Role=",
                "/generate-ac?fqans=/dune/Role=a/Role=b",
                "/generate-ac?fqans=/dune%",
                "/generate-ac?fqans=%zz",
                "/generate-ac?fqans=/du%00ne",
                "/generate-ac?fqans=/d\u00fcne",
                "/generate-ac?fqans=R",
                "/generate-ac?fqans=A",
                "/generate-ac?order=pilot",
                "/generate-ac?targets=a..b/c",
                "/generate-ac?targets=fe80::1",
            })
    void whatIsNoQueryIsABadRequest(String target) {
        Refusal why = refusal(RestRequest.read("dune", "GET " + target + " HTTP/1.1\r\n\r\n"));
        assertThat(why.cause()).isEqualTo(Refusal.Cause.UNINTELLIGIBLE);
        assertThat(why.message()).startsWith("dune: The request cannot be understood: ");
    }

    @ParameterizedTest
    @CsvSource({
        "GET / HTTP/1.1, NOT_FOUND",
        "GET /generate-ac/ HTTP/1.1, NOT_FOUND",
        "GET /generate-acs HTTP/1.1, NOT_FOUND",
        "GET /voms/cms/generate-ac HTTP/1.1, NOT_FOUND",
        "POST /generate-ac HTTP/1.1, METHOD",
        "HEAD /generate-ac HTTP/1.1, METHOD",
        "GET /generate-ac, UNINTELLIGIBLE",
        "GET, UNINTELLIGIBLE",
        "GET /generate-ac FTP/1.1, UNINTELLIGIBLE",
    })
    void onlyOnePageIsServed(String line, Refusal.Cause cause) {
        assertThat(refusal(RestRequest.read("dune", line + "\r\n\r\n")).cause()).isEqualTo(cause);
    }

    @Test
    void aListOfAMillionCharactersIsCountedAndNoMore() {
        Refusal why = refusal(QueryReader.read("dune", "fqans=" + "/dune,".repeat(170_000)));
        assertThat(why.message()).contains("more than 1000 items");
    }

    @ParameterizedTest
    @CsvSource({
        "<command>G/dune</command>, G/dune, false",
        "<command>G/dune/far</command><command>B/dune:pilot</command>, G/dune/far B/dune:pilot, false",
        "'<command>G/dune,B/dune:pilot</command>', G/dune B/dune:pilot, false",
        "<command>Rpilot</command>, Rpilot, false",
        "<command>A</command>, A, false",
        "<command>G/</command>, A, false",
        "<command>N</command>, A, true",
        "<command>G//</command>, A, true",
    })
    void theCommandsOfTheXmlProtocol(String content, String commands, boolean list) {
        Reading.Understood reading = understood(content);
        assertThat(commands(reading.asked())).isEqualTo(commands);
        assertThat(reading.listOnly()).isEqualTo(list);
        assertThat(reading.base64()).isFalse();
    }

    @Test
    void theRequestOfTheCClient() {
        Reading.Understood reading = understood("<command>G/dune</command><order>/dune:pilot</order>"
                + "<targets>a.example.org,b.example.org</targets>"
                + "<base64>1</base64><version>4</version><lifetime>43200</lifetime>");
        assertThat(reading.base64()).isTrue();
        assertThat(reading.asked())
                .isEqualTo(new Asked(
                        List.of(new Wish.Group("/dune")),
                        List.of(Fqan.parse("/dune/Role=pilot")),
                        43200,
                        List.of("a.example.org", "b.example.org"),
                        false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<command></command>",
                "<command>/dune</command>",
                "<command>G</command>",
                "<command>Gdune</command>",
                "<command>G/dune;x</command>",
                "<command>B/dune</command>",
                "<command>B/dune:</command>",
                "<command>G/dune:pilot</command>",
                "<command>R</command>",
                "<command>R/dune</command>",
                "<command>X</command>",
                "<command>G/du ne</command>",
                "<command>G/dune</command><order>pilot</order>",
                "<command><b>G/dune</b></command>",
                "<command>&what;</command>",
                "text<command>G/dune</command>",
                "<command>G/dune",
            })
    void whatIsNoCommandIsRefused(String content) {
        Refusal why = refusal(xml(content));
        assertThat(why.cause().number()).isEqualTo(1005);
    }

    @Test
    void entitiesAndDocumentTypesAreNotRead() {
        String bomb = "<?xml version=\"1.0\"?><!DOCTYPE voms [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">"
                + "<!ENTITY c \"&b;&b;&b;&b;\">]><voms><command>G/dune&c;</command></voms>";
        String file = "<!DOCTYPE voms [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>"
                + "<voms><command>R&x;</command></voms>";
        String remote = "<!DOCTYPE voms SYSTEM \"http://127.0.0.1:9/voms.dtd\"><voms><command>A</command></voms>";
        for (String document : List.of(bomb, file, remote)) {
            assertThat(refusal(XmlRequest.read("dune", document)).message()).contains("not the XML of a VOMS request");
        }
    }
}
