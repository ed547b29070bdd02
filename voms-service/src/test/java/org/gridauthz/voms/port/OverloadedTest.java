package org.gridauthz.voms.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.gridauthz.tls.TlsPort;
import org.junit.jupiter.api.Test;

class OverloadedTest {
    private final TlsPort.Dialogue dialogue = Overloaded.dialogue("dune");

    private byte[] say(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return dialogue.take(bytes, bytes.length);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    @Test
    void whoeverSpeaksHttpHearsAnErrorDocument() {
        assertThat(say("GET /generate-ac HTTP/1.0\r\n"))
                .as("there is more to come")
                .isNull();
        assertThat(text(say("\r\n")))
                .startsWith("HTTP/1.1 500 ")
                .contains("<error><code>InternalError</code><message>dune: Too many ask at this moment.")
                .endsWith("</voms>");
    }

    @Test
    void whoeverSpeaksXmlHearsANumberAndAnAcThatDecodes() {
        assertThat(text(say("0<?xml version=\"1.0\"?><voms><command>G/dune</command><base64>1</base64></voms>")))
                .contains("<number>1006</number>")
                .contains("Too many ask at this moment.")
                .endsWith("<ac>QQ==\n</ac></vomsans>");
    }

    @Test
    void nonsenseIsAnsweredByNothing() {
        assertThat(say("\u0001\u0002")).isEmpty();
    }
}
