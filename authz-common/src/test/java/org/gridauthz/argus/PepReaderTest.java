package org.gridauthz.argus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gridauthz.argus.Wire.attribute;
import static org.gridauthz.argus.Wire.list;
import static org.gridauthz.argus.Wire.map;
import static org.gridauthz.argus.Wire.model;
import static org.gridauthz.argus.Wire.text;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.gridauthz.identity.Fqan;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.xacml.Question;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The Hessian of Argus' clients: what a request asks, and that nothing else is anything. Type names from the wire are compared
 * and never looked up: a value of a foreign type is refused whatever the type is.
 */
class PepReaderTest {
    @Test
    void aWorkerNodesRequest() {
        assertThat(Wire.read(Wire.usual())).isInstanceOfSatisfying(PepRequest.class, request -> {
            assertThat(request.common()).isFalse();
            assertThat(Question.of(request.query()))
                    .isInstanceOfSatisfying(
                            Question.Understood.class,
                            understood -> assertThat(understood.question().subjects())
                                    .containsExactly(new Question.Named(
                                            new SlashDn("/DC=org/DC=gridauthz/CN=Alice Adams"),
                                            null,
                                            List.of(Fqan.parse("/dune/Role=production"), Fqan.parse("/dune")),
                                            null,
                                            false)));
        });
    }

    @Test
    void aChainComesInChunks() {
        String pem = "-----BEGIN CERTIFICATE-----\n" + "A".repeat(70_000) + "\n-----END CERTIFICATE-----";
        String chunked = "s" + Wire.counted(pem.substring(0, 0x8000)) + "s"
                + Wire.counted(pem.substring(0x8000, 0x10000)) + text(pem.substring(0x10000));
        String keyInfo = model(
                "Attribute",
                text("id") + text("urn:oasis:names:tc:xacml:1.0:subject:key-info"),
                text("values") + list(chunked));
        String common = attribute(
                "http://dci-sec.org/xacml/attribute/profile-id", "http://dci-sec.org/xacml/profile/common-ce/1.0");
        assertThat(Wire.read(Wire.request(keyInfo, common))).isInstanceOfSatisfying(PepRequest.class, request -> {
            assertThat(request.common()).isTrue();
            assertThat(((Question.Understood) Question.of(request.query()))
                            .question()
                            .subjects())
                    .containsExactly(new Question.Chain(pem));
        });
    }

    static Stream<String> confused() {
        String usual = Wire.usual();
        String subject = "org.glite.authz.common.model.Subject";
        return Stream.of(
                "",
                "N",
                text("a request"),
                list(usual),
                usual + "N",
                usual.substring(0, usual.length() - 1),
                map("java.util.HashMap", text("a") + text("b")),
                map("", text("a") + text("b")),
                model("Response", text("request") + "N"),
                usual.replace(Wire.counted(subject), Wire.counted("javax.naming.ldap.Rdn$RdnEntry")),
                usual.replace(Wire.counted(subject), Wire.counted("org.springframework.aop.X")),
                usual.replace(Wire.counted(subject), Wire.counted(subject + "s")),
                usual.replace(Wire.counted(subject), Wire.counted("org.glite.authz.common.model.Resource")),
                // references, binary, dates, calls, remote objects, doubles, headers
                usual.replace(text("category") + "N", text("category") + "R\0\0\0\0"),
                usual.replace(text("category") + "N", text("category") + "B\0\1x"),
                usual.replace(text("category") + "N", text("category") + "d\0\0\0\0\0\0\0\0"),
                usual.replace(text("category") + "N", text("category") + "rt\0\1xS\0\1y"),
                usual.replace(text("category") + "N", text("category") + "D\0\0\0\0\0\0\0\0"),
                usual.replace(text("category") + "N", text("category") + "I\0\0\0\7"),
                usual.replace(text("category") + "N", text("category") + list(text("a"))),
                usual.replace(text("category") + "N", "N" + text("category")),
                "c\1\0m\0\4pingz",
                model("Request", text("subjects") + text("me")),
                model("Request", text("subjects") + list("N")),
                model("Request", text("subjects") + list(text("me"))),
                model("Request", text("environment") + list()),
                Wire.request(model("Attribute", text("values") + list(text("x"))), ""),
                Wire.request(model("Attribute", text("id") + text("x"), text("values") + text("x")), ""),
                Wire.request(model("Attribute", text("id") + text("x"), text("values") + list(list(text("x")))), ""),
                "Vl\0\0\0\1".repeat(100) + "z".repeat(100),
                model("Request", text("subjects") + "Vl\u007f\u00ff\u00ff\u00ff" + "N".repeat(5000) + "z"),
                model("Request", text("x") + "S\u00ff\u00ff"),
                model("Request", text("x") + ("s" + Wire.counted("y".repeat(0xffff))).repeat(6) + text("")),
                model("Request", text("x") + "S\0\1\u00f0\u009f\u0098\u0080"),
                model("Request", text("x") + "S\0\1\u00c3A"));
    }

    @ParameterizedTest
    @MethodSource("confused")
    @Timeout(value = 10, unit = TimeUnit.SECONDS)
    void isNoRequest(String value) {
        assertThat(Wire.read(value)).isInstanceOf(Reading.Malformed.class);
    }

    @Test
    void isNoBase64() {
        byte[] body = "<xml/>".getBytes(StandardCharsets.US_ASCII);
        assertThat(PepReader.read(body, body.length)).isEqualTo(new Reading.Malformed("not base64"));
        assertThat(PepReader.read(new byte[2 << 20], 2 << 20)).isInstanceOf(Reading.Malformed.class);
    }

    /** Two messages in a body, a hundred thousand attributes, a value of ten megabytes. */
    @Test
    @Timeout(value = 10, unit = TimeUnit.SECONDS)
    void isTooMuch() {
        String usual = Wire.usual();
        assertThat(Wire.read(usual + usual)).isEqualTo(new Reading.Malformed("there is more behind the value"));
        byte[] twice = (new String(Wire.body(usual), StandardCharsets.US_ASCII)
                        + new String(Wire.body(usual), StandardCharsets.US_ASCII))
                .getBytes(StandardCharsets.US_ASCII);
        assertThat(PepReader.read(twice, twice.length)).isInstanceOf(Reading.Malformed.class);
        String many = attribute("x", "y").repeat(100_000);
        assertThat(Wire.read(Wire.request(many, ""))).isInstanceOf(Reading.Malformed.class);
        // Below the limit of the body, above those of a list and of all values.
        String thousands = model("Attribute", text("id") + text("x")).repeat(5_000);
        assertThat(Wire.read(Wire.request(thousands, ""))).isInstanceOf(Reading.Malformed.class);
        String large = ("s" + Wire.counted("y".repeat(0xffff))).repeat(160) + text("");
        assertThat(Wire.read(Wire.request(model("Attribute", text("id") + large), "")))
                .isInstanceOf(Reading.Malformed.class);
    }

    /** The announced length of a list is not believed: nothing is made for what does not come. */
    @Test
    void aListEndsWhereItEnds() {
        String many = Wire.usual().replaceFirst("Vl\0\0\0\1", "Vl\u007f\u00ff\u00ff\u00ff");
        assertThat(Wire.read(many)).isEqualTo(Wire.read(Wire.usual()));
    }

    @Test
    void theReplyIsWhatTheClientReads() {
        PepReply reply = new PepReply(
                PepReply.Decision.PERMIT,
                "mapped",
                List.of(new PepReply.Mapped(false, "dunepro", List.of("dune", "soft"))));
        HessianReader.Value.Typed response = (HessianReader.Value.Typed)
                new HessianReader(Base64.getDecoder().decode(reply.toBytes())).whole();
        assertThat(response.type()).isEqualTo("org.glite.authz.common.model.Response");
        assertThat(response.field("request")).isNull();
        String shown = response.toString();
        assertThat(shown)
                .contains("name=decision, value=Whole[number=1]")
                .contains("http://glite.org/xacml/obligation/local-environment-map/posix")
                .containsSubsequence(
                        "http://glite.org/xacml/attribute/user-id", "dunepro",
                        "http://glite.org/xacml/attribute/group-id]", "dune",
                        "http://glite.org/xacml/attribute/group-id]", "soft",
                        "http://glite.org/xacml/attribute/group-id/primary", "dune");
        PepReply common = new PepReply(
                PepReply.Decision.PERMIT, "mapped", List.of(new PepReply.Mapped(true, "dunepro", List.of())));
        assertThat(new HessianReader(Base64.getDecoder().decode(common.toBytes()))
                        .whole()
                        .toString())
                .contains("http://dci-sec.org/xacml/obligation/map-local-user/posix")
                .contains("http://dci-sec.org/xacml/attribute/user-id")
                .doesNotContain("group-id");
    }

    private static void heard(byte[] body) {
        switch (PepReader.read(body, body.length)) {
            case PepRequest request -> assertThat(Question.of(request.query())).isNotNull();
            case Reading.Malformed not -> assertThat(not.detail()).isNotEmpty();
        }
    }

    @FuzzTest(maxDuration = "60s")
    void anyBytes(byte[] bytes) {
        heard(Base64.getEncoder().encode(bytes));
        heard(bytes);
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void mutatedRequests() {
        byte[] seed = Wire.bytes(Wire.usual());
        SplittableRandom random = new SplittableRandom(11);
        for (int round = 0; round < 5_000; round++) {
            byte[] bytes = seed.clone();
            for (int change = random.nextInt(4); change >= 0; change--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            heard(Base64.getEncoder()
                    .encode(random.nextBoolean() ? bytes : Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length))));
        }
    }
}
