package org.gridauthz.web.subjects;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.gridauthz.web.ErrorCode;
import org.gridauthz.web.Problem;
import org.junit.jupiter.api.Test;

class PlainResultsTest {
    @Test
    void aResultIsLinesAndItsEndIsCounted() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PlainResults lines = new PlainResults(out);
        lines.open("permit", "mapped", "id-1");
        lines.member("account", "cms001");
        lines.member("uid", 4711);
        lines.members("groups", List.of("cms", "prod"));
        lines.close(List.of("group cms: member"));
        lines.open("deny", "banned", "id-2");
        lines.close(List.of());
        lines.finish("g-7", 12);
        assertThat(out.toString(StandardCharsets.US_ASCII)).isEqualTo("""
            decision permit
            reason mapped
            id id-1
            account cms001
            uid 4711
            groups cms
            groups prod
            explanation group cms: member

            decision deny
            reason banned
            id id-2

            epoch g-7
            age 0.012
            end 2
            """);
    }

    @Test
    void aNameCannotBeginALineOrHide() {
        assertThat(written("x\ndecision permit\r\naccount root"))
                .isEqualTo("v x%0Adecision permit%0D%0Aaccount root\n");
        assertThat(written(" 100% ")).isEqualTo("v %20100%25%20\n");
        assertThat(written("Jürgen\u0000\u007f\u2028")).isEqualTo("v J%C3%BCrgen%00%7F%E2%80%A8\n");
        assertThat(written("")).isEqualTo("v \n");
    }

    @Test
    void whateverTheValueItIsOneLineThatReadsBack() {
        SplittableRandom random = new SplittableRandom(7);
        for (int round = 0; round < 5_000; round++) {
            int[] points = random.ints(random.nextInt(20), 0, 0x3000).toArray();
            String value = new String(points, 0, points.length);
            String line = written(value);
            assertThat(line).matches("v [ -~]*\n");
            assertThat(URLDecoder.decode(
                            line.substring(2, line.length() - 1).replace("+", "%2B"), StandardCharsets.UTF_8))
                    .isEqualTo(value);
        }
    }

    @Test
    void anErrorIsLinesToo() {
        Problem problem = new Problem(ErrorCode.FQAN_MALFORMED, "not an\nFQAN", "/subjects/0/fqans", null);
        assertThat(PlainResults.of(problem).toString(StandardCharsets.US_ASCII)).isEqualTo("""
            status 400
            code FQAN_MALFORMED
            detail not an%0AFQAN
            pointer /subjects/0/fqans
            end 0
            """);
    }

    private static String written(String value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new PlainResults(out).member("v", value);
        return out.toString(StandardCharsets.US_ASCII);
    }
}
