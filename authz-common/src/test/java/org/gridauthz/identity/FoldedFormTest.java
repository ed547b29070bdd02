package org.gridauthz.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The fold by hand gives what its definition by regular expressions gives. */
class FoldedFormTest {
    private static final Pattern TYPE = Pattern.compile("(?<=[/+])([A-Za-z][A-Za-z0-9-]*|[0-9]+(?:\\.[0-9]+)+)=");
    private static final Pattern BYTES = Pattern.compile("(?:\\\\x[0-9A-Fa-f]{2})+|[^ -~]+");
    private static final String[] PIECES = {
        "/",
        "+",
        "=",
        "\\",
        "\\/",
        "\\+",
        "\\\\",
        "\\x",
        "\\xC3",
        "\\xA4",
        "\\x00",
        "\\xe4",
        "x41",
        "DC",
        "dc",
        "CN",
        "cn",
        "Cn",
        "OU",
        "ou",
        "O",
        "E",
        "e",
        "emailAddress",
        "EMAILADDRESS",
        "UserId",
        "uid",
        "serialNumber",
        "S",
        "ST",
        "L",
        "c",
        "2.5.4.3",
        "2.5.4.",
        "2..5",
        ".5",
        "1.2.840.113549.1.9.1",
        "7",
        "x-y",
        "-",
        " ",
        "Jane",
        "ä",
        "é€",
        "λ",
        ".",
        "foo"
    };

    @Test
    void byHandIsAsByDefinition() {
        SplittableRandom random = new SplittableRandom(20_261_122);
        for (int i = 0; i < 300_000; i++) {
            StringBuilder text = new StringBuilder("/");
            int pieces = 1 + random.nextInt(14);
            for (int j = 0; j < pieces; j++) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
            String slash = text.toString();
            assertThat(FoldedForm.of(slash)).as(slash).isEqualTo(defined(slash));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "+",
                "/=",
                "/CN",
                "/CN=",
                "/CN=a/",
                "/cn=a+uid=b",
                "/DC=org/DC=example/CN=Jane Doe",
                "/CN=http://cn=x/dc=y",
                "/CN=a\\",
                "/CN=\\x4",
                "/CN=\\xC3\\xA4",
                "/CN=\\xE4",
                "/CN=\\x00J\\x00a",
                "/2.5.4.3=x/2.5.4.3",
                "/2.5.4.=x"
            })
    void soOfTheEdges(String slash) {
        assertThat(FoldedForm.of(slash)).isEqualTo(defined(slash));
    }

    @Test
    void whatIsFoldedStaysAsItIs() {
        String usual = "/DC=org/DC=example/OU=People/CN=Jane Doe 123";
        assertThat(FoldedForm.of(usual)).isSameAs(usual);
    }

    private static String defined(String slash) {
        String plain = slash.replace("\\/", "/").replace("\\+", "+");
        String bytes = BYTES.matcher(plain).replaceAll(FoldedFormTest::oneSpelling);
        return TYPE.matcher(bytes).replaceAll(found -> {
            String spelling = found.group(1);
            return FoldedForm.SPELLINGS.getOrDefault(spelling.toLowerCase(Locale.ROOT), spelling) + "=";
        });
    }

    private static String oneSpelling(MatchResult found) {
        String run = found.group();
        StringBuilder out = new StringBuilder();
        OnelineForm.escape(run.charAt(0) == '\\' ? utf8OfEscapes(run) : Dn.utf8(run), out);
        return Matcher.quoteReplacement(out.toString());
    }

    private static byte[] utf8OfEscapes(String run) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < run.length(); i += 4) {
            int b = Integer.parseInt(run, i + 2, i + 4, 16);
            if (b != 0) {
                bytes.write(b);
            }
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray()));
            return bytes.toByteArray();
        } catch (CharacterCodingException e) {
            return Dn.utf8(bytes.toString(StandardCharsets.ISO_8859_1));
        }
    }
}
