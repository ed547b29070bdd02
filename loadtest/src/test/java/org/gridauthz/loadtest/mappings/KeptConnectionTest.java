package org.gridauthz.loadtest.mappings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Where an answer ends. */
class KeptConnectionTest {
    private static KeptConnection.Answer answer(String bytes) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                KeptConnection client =
                        new KeptConnection(new Socket(InetAddress.getLoopbackAddress(), server.getLocalPort()));
                Socket peer = server.accept()) {
            try (OutputStream out = peer.getOutputStream()) {
                out.write(bytes.getBytes(StandardCharsets.US_ASCII));
            }
            return client.receive();
        }
    }

    private static String body(String bytes) throws IOException {
        return new String(answer(bytes).body(), StandardCharsets.US_ASCII);
    }

    @Test
    void itsLengthItsChunksOrTheEndOfTheConnectionSay() throws IOException {
        assertThat(body("HTTP/1.1 200 \r\nContent-Length: 2\r\n\r\nonly")).isEqualTo("on");
        assertThat(body("HTTP/1.1 200 \r\nTransfer-Encoding: chunked\r\n\r\n2\r\non\r\n2\r\nly\r\n0\r\n\r\n"))
                .isEqualTo("only");
        // What a server says that drains: it will not answer again, so nobody has to know where this ends.
        assertThat(body("HTTP/1.1 201 \r\nConnection: close\r\n\r\n{\"turn\":7}"))
                .isEqualTo("{\"turn\":7}");
        assertThat(body("HTTP/1.1 204 \r\n\r\n")).isEmpty();
    }

    @Test
    void anAnswerThatIsCutOffIsNone() {
        assertThatThrownBy(() -> answer("HTTP/1.1 200 \r\nContent-Length: 9\r\n\r\nonly"))
                .isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> answer("HTTP/1.1 200 \r\nTransfer-Encoding: chunked\r\n\r\n9\r\nonly"))
                .isInstanceOf(EOFException.class);
    }
}
