package org.gridauthz.xacml;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.gridauthz.xacml.NotRead.Code;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a body holds, it is read or refused with a code, within bounds; never another exception. Jazzer replays its corpus;
 * with {@code JAZZER_FUZZ=1} it looks for more. The seeded mutations run every time.
 */
class HostileQueriesTest {
    private static final String QUERY = Recorded.text("globus-c");
    private static final String VALUE = "<XACMLcontext:AttributeValue>dune</XACMLcontext:AttributeValue>";
    private static final String ATTRIBUTE = "<XACMLcontext:Attribute AttributeId=\"x\""
            + " DataType=\"y\"><XACMLcontext:AttributeValue>z</XACMLcontext:AttributeValue></XACMLcontext:Attribute>";

    static Stream<Arguments> bodies() {
        String prolog = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
        String bomb = "<!DOCTYPE e [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]>";
        String external = "<!DOCTYPE e [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>";
        String outside = "<!DOCTYPE e SYSTEM \"http://127.0.0.1:1/evil.dtd\">";
        return Stream.of(
                Arguments.of(Code.XML_MALFORMED, ""),
                Arguments.of(Code.XML_MALFORMED, "subject=/CN=x"),
                Arguments.of(Code.XML_MALFORMED, QUERY.substring(0, QUERY.length() / 2)),
                Arguments.of(Code.XML_MALFORMED, QUERY.substring(0, QUERY.length() - 3)),
                Arguments.of(Code.XML_MALFORMED, QUERY + QUERY.replace(prolog, "")),
                Arguments.of(Code.XML_MALFORMED, QUERY + "and more"),
                Arguments.of(Code.XML_MALFORMED, QUERY.replace(">dune<", ">&undeclared;<")),
                Arguments.of(Code.XML_MALFORMED, QUERY.replace(">dune<", ">&#0;<")),
                Arguments.of(Code.XML_MALFORMED, QUERY.replace("ReturnContext=", "ID=\"twice\" ReturnContext=")),
                Arguments.of(
                        Code.DOCTYPE_REFUSED,
                        QUERY.replace(prolog, prolog + bomb).replace(">dune<", ">&b;<")),
                Arguments.of(
                        Code.DOCTYPE_REFUSED,
                        QUERY.replace(prolog, prolog + external).replace(">dune<", ">&a;<")),
                Arguments.of(Code.DOCTYPE_REFUSED, QUERY.replace(prolog, prolog + outside)),
                Arguments.of(Code.NOT_A_QUERY, "<x/>"),
                Arguments.of(Code.NOT_A_QUERY, QUERY.replace("/soap/envelope/", "/soap/other/")),
                Arguments.of(Code.NOT_A_QUERY, QUERY.replace("v2:schema:protocol", "v3:schema:protocol")),
                Arguments.of(Code.NOT_A_QUERY, QUERY.replace("2.0:context:schema:os", "1.0:context:schema:os")),
                Arguments.of(
                        Code.NOT_A_QUERY, QUERY.replaceAll("<XACMLsamlp:.*</XACMLsamlp:XACMLAuthzDecisionQuery>", "")),
                Arguments.of(
                        Code.NOT_A_QUERY,
                        QUERY.replaceAll("(<XACMLsamlp:.*</XACMLsamlp:XACMLAuthzDecisionQuery>)", "$1$1")),
                Arguments.of(
                        Code.NOT_A_QUERY,
                        QUERY.replaceAll("(<XACMLcontext:Request>.*</XACMLcontext:Request>)", "$1$1")),
                Arguments.of(Code.NOT_A_QUERY, QUERY.replace("AttributeId=", "Id=")),
                Arguments.of(Code.QUERY_TOO_LARGE, QUERY.replace(VALUE, VALUE.replace("dune", "x".repeat(300_000)))),
                Arguments.of(Code.QUERY_TOO_LARGE, QUERY.replace(VALUE, VALUE.replace("dune", "x".repeat(10 << 20)))),
                Arguments.of(
                        Code.QUERY_TOO_LARGE,
                        QUERY.replace(VALUE, VALUE + ATTRIBUTE.repeat(1))
                                .replace(
                                        "</XACMLcontext:Subject>", ATTRIBUTE.repeat(1001) + "</XACMLcontext:Subject>")),
                Arguments.of(
                        Code.QUERY_TOO_LARGE,
                        QUERY.replace(
                                "</XACMLcontext:Subject>", ATTRIBUTE.repeat(100_000) + "</XACMLcontext:Subject>")),
                Arguments.of(Code.QUERY_TOO_LARGE, QUERY.replace(VALUE, VALUE.repeat(1001))),
                Arguments.of(Code.QUERY_TOO_LARGE, QUERY.replace(VALUE, "<a>".repeat(30) + "</a>".repeat(30))),
                Arguments.of(Code.QUERY_TOO_LARGE, QUERY.replace("ID-1804289383", "I".repeat(3000))));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    @Timeout(value = 10, unit = TimeUnit.SECONDS)
    void isRefused(Code code, String body) {
        assertThat(Recorded.read(body)).isInstanceOfSatisfying(NotRead.class, not -> {
            assertThat(not.code()).isEqualTo(code);
            assertThat(not.detail()).doesNotContain("dune").doesNotContain("Exception");
        });
    }

    /** A hundred thousand XML attributes on one element: the parser's own limit. */
    @Test
    @Timeout(value = 10, unit = TimeUnit.SECONDS)
    void attributesWithoutNumberAreRefused() {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 100_000; i++) {
            many.append(" a").append(i).append("=''");
        }
        String body = QUERY.replace("<XACMLcontext:Request>", "<XACMLcontext:Request" + many + ">");
        assertThat(Recorded.read(body)).isInstanceOf(NotRead.class);
        String fewer = many.substring(0, many.indexOf(" a50000="));
        assertThat(Recorded.read(QUERY.replace("<XACMLcontext:Request>", "<XACMLcontext:Request" + fewer + ">")))
                .isInstanceOf(NotRead.class);
    }

    @ParameterizedTest
    @MethodSource
    void namesNobody(Code code, String from, String to) {
        String body = QUERY.replace(from, to);
        assertThat(body).isNotEqualTo(QUERY);
        assertThat(Recorded.read(body))
                .isInstanceOfSatisfying(
                        QueryReader.Read.class,
                        read -> assertThat(Question.of(read.query()))
                                .isInstanceOfSatisfying(
                                        NotRead.class,
                                        not -> assertThat(not.code()).isEqualTo(code)));
    }

    static Stream<Arguments> namesNobody() {
        String alice = "<XACMLcontext:AttributeValue>/DC=org/DC=gridauthz/CN=Alice Adams</XACMLcontext:AttributeValue>";
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 17; i++) {
            many.append(alice.replace("Alice", "Alice " + i));
        }
        return Stream.of(
                Arguments.of(Code.SUBJECT_MISSING, alice, ""),
                Arguments.of(
                        Code.SUBJECT_MISSING, alice, "<XACMLcontext:AttributeValue> </XACMLcontext:AttributeValue>"),
                Arguments.of(Code.SUBJECTS_TOO_MANY, alice, many.toString()),
                Arguments.of(Code.DN_MALFORMED, alice, alice.replace("/DC=org", "nobody, DC=org")),
                Arguments.of(Code.DN_MALFORMED, "/DC=org/DC=gridauthz/CN=Test CA", "Test CA"),
                Arguments.of(Code.FQAN_MALFORMED, ">/dune<", ">dune<"),
                Arguments.of(Code.FQAN_MALFORMED, ">/dune/Role=production<", ">/dune/Role=../x<"));
    }

    private static void heard(byte[] body) {
        switch (QueryReader.read(body, body.length)) {
            case QueryReader.Read read -> assertThat(Question.of(read.query())).isNotNull();
            case NotRead not -> assertThat(not.code()).isNotNull();
        }
    }

    @FuzzTest(maxDuration = "60s")
    void anyBytes(byte[] bytes) {
        heard(bytes);
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void mutatedQueries() {
        List<byte[]> seeds = Stream.of("globus-c", "privilege-j", "arc-emi", "arc-cream", "arc-subject")
                .map(Recorded::bytes)
                .toList();
        SplittableRandom random = new SplittableRandom(7);
        for (int round = 0; round < 4_000; round++) {
            byte[] bytes = seeds.get(random.nextInt(seeds.size())).clone();
            for (int change = random.nextInt(4); change >= 0; change--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            heard(random.nextBoolean() ? bytes : Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length)));
        }
        heard(QUERY.getBytes(StandardCharsets.UTF_16));
    }
}
