package org.gridauthz.web.subjects;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.stream.Stream;
import org.gridauthz.identity.Fqan;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.web.ErrorCode;
import org.gridauthz.web.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SubjectsReaderTest {
    private static SubjectsCall read(String body) {
        byte[] bytes = body.getBytes(UTF_8);
        return SubjectsReader.read(bytes, bytes.length);
    }

    @Test
    void readsEveryFormInOrder() {
        SubjectsCall call = read("""
                {"host":"ce1.example.org","subjects":[
                 {"dn":"/DC=org/CN=Jane proxy Doe","issuer":"/DC=org/CN=CA","fqans":["/dune/Role=production/Capability=NULL","/dune"]},
                 {"chain":"-----BEGIN CERTIFICATE-----"},
                 {"token":"a.b.c"},
                 {"claims":{"iss":"https://iam.example","sub":"42","groups":["/dune"],"scope":"compute.create  compute.read"}}]}""");
        assertThat(call.host()).isEqualTo("ce1.example.org");
        assertThat(call.subjects())
                .containsExactly(
                        new PresentedSubject.Named(
                                new SlashDn("/DC=org/CN=Jane proxy Doe"),
                                new SlashDn("/DC=org/CN=CA"),
                                List.of(new Fqan("/dune", "production", null), new Fqan("/dune", null, null))),
                        new PresentedSubject.Chain("-----BEGIN CERTIFICATE-----"),
                        new PresentedSubject.Token("a.b.c"),
                        new PresentedSubject.Claims(
                                "https://iam.example",
                                "42",
                                List.of(new Fqan("/dune", null, null)),
                                List.of("compute.create", "compute.read")));
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("", ErrorCode.FIELD_INVALID, ""),
                Arguments.of("[]", ErrorCode.FIELD_INVALID, ""),
                Arguments.of("{", ErrorCode.JSON_MALFORMED, null),
                Arguments.of("{}", ErrorCode.FIELD_MISSING, "/subjects"),
                Arguments.of("{\"subjects\":[]}", ErrorCode.FIELD_INVALID, "/subjects"),
                Arguments.of("{\"subjects\":null}", ErrorCode.FIELD_INVALID, "/subjects"),
                Arguments.of("{\"subjects\":[1]}", ErrorCode.FIELD_INVALID, "/subjects"),
                Arguments.of("{\"subjects\":[{}]}", ErrorCode.FIELD_MISSING, "/subjects/0"),
                Arguments.of("{\"subjects\":[{\"fqans\":[]}]}", ErrorCode.FIELD_MISSING, "/subjects/0"),
                Arguments.of("{\"admin\":true,\"subjects\":[]}", ErrorCode.FIELD_UNKNOWN, "/admin"),
                Arguments.of(
                        "{\"subjects\":[{\"dn\":\"/CN=a\",\"verified\":true}]}",
                        ErrorCode.FIELD_UNKNOWN,
                        "/subjects/0/verified"),
                Arguments.of(
                        "{\"subjects\":[{\"dn\":\"/CN=a\",\"dn\":\"/CN=b\"}]}",
                        ErrorCode.FIELD_REPEATED,
                        "/subjects/0/dn"),
                Arguments.of(
                        "{\"subjects\":[{\"token\":\"t\",\"chain\":\"c\"}]}",
                        ErrorCode.FIELD_REPEATED,
                        "/subjects/0/chain"),
                Arguments.of(
                        "{\"subjects\":[{\"dn\":\"/CN=a\",\"token\":\"t\"}]}", ErrorCode.FIELD_INVALID, "/subjects/0"),
                Arguments.of(
                        "{\"subjects\":[{\"dn\":\"/CN=a\"},{\"dn\":\"/CN=a\\u0000b\"}]}",
                        ErrorCode.DN_MALFORMED,
                        "/subjects/1/dn"),
                Arguments.of("{\"subjects\":[{\"dn\":\"CN=a\"}]}", ErrorCode.DN_MALFORMED, "/subjects/0/dn"),
                Arguments.of(
                        "{\"subjects\":[{\"dn\":\"/CN=a\",\"fqans\":[\"/dune/../cms\"]}]}",
                        ErrorCode.FQAN_MALFORMED,
                        "/subjects/0/fqans"),
                Arguments.of(
                        "{\"subjects\":[{\"dn\":\"/CN=a\",\"fqans\":[\"/dune\",7]}]}",
                        ErrorCode.FIELD_INVALID,
                        "/subjects/0/fqans"),
                Arguments.of(
                        "{\"subjects\":[{\"claims\":{\"iss\":\"i\"}}]}", ErrorCode.FIELD_MISSING, "/subjects/0/claims"),
                Arguments.of(
                        "{\"subjects\":[{\"claims\":{\"iss\":\"i\",\"sub\":\"a\\nb\"}}]}",
                        ErrorCode.TOKEN_SUBJECT_MALFORMED,
                        "/subjects/0/claims/sub"),
                Arguments.of("{\"subjects\":[{\"dn\":\"/CN=a\"}]} x", ErrorCode.JSON_MALFORMED, null),
                Arguments.of("{\"subjects\":" + "[".repeat(10_000), ErrorCode.FIELD_INVALID, "/subjects"),
                Arguments.of("{\"host\":" + "{\"a\":".repeat(10_000), ErrorCode.FIELD_INVALID, "/host"),
                Arguments.of(
                        "{\"subjects\":[" + "{\"token\":\"t\"},".repeat(1000) + "{\"token\":\"t\"}]}",
                        ErrorCode.SUBJECTS_TOO_MANY,
                        "/subjects"),
                Arguments.of(
                        "{\"subjects\":[{\"dn\":\"/CN=" + "a".repeat(3000) + "\"}]}",
                        ErrorCode.FIELD_INVALID,
                        "/subjects/0/dn"));
    }

    @ParameterizedTest
    @MethodSource
    void refused(String body, ErrorCode code, String pointer) {
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> read(body));
        assertThat(refusal).isNotNull();
        assertThat(refusal.code()).isEqualTo(code);
        assertThat(refusal.pointer()).isEqualTo(pointer);
        assertThat(refusal.getStackTrace()).isEmpty();
    }

    @Test
    void refusesInvalidUtf8() {
        byte[] body = "{\"subjects\":[{\"dn\":\"/CN=J\u00fcrgen\"}]}".getBytes(ISO_8859_1);
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> SubjectsReader.read(body, body.length));
        assertThat(refusal.code()).isEqualTo(ErrorCode.JSON_MALFORMED);
    }
}
