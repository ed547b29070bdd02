package org.gridauthz.voms.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 47, 48, 49, 96, 1000})
    void base64HasLinesOf64AndALastLineFeed(int length) {
        byte[] bytes = new byte[length];
        java.util.Arrays.fill(bytes, (byte) 0x9c);
        String text = Payload.base64(bytes);
        assertThat(text).endsWith("\n").doesNotContain("\r");
        assertThat(text.lines()).allMatch(line -> line.length() <= 64);
        assertThat(text.lines().count()).isEqualTo((length + 47) / 48);
        assertThat(Base64.getMimeDecoder().decode(text)).isEqualTo(bytes);
        assertThat(Payload.own(bytes)).matches("[a-zA-Z0-9\\[\\]]+").hasSize((length * 4 + 2) / 3);
    }

    @Test
    void theLetterA() {
        assertThat(Payload.base64(new byte[] {'A'})).isEqualTo("QQ==\n");
        assertThat(Payload.own(new byte[] {'A'})).isEqualTo("qq");
        assertThat(Payload.own(new byte[] {0, (byte) 0xff, 1})).isEqualTo("ap8b");
    }

    @Test
    void markupIsEscaped() {
        assertThat(Markup.ascii("<a & \"b\">\u0001\u00fc\ud83d")).isEqualTo("&lt;a &amp; \"b\"&gt;?&#252;?");
    }
}
