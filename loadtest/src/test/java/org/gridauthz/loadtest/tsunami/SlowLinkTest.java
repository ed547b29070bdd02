package org.gridauthz.loadtest.tsunami;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SlowLinkTest {
    private static final Duration DELAY = Duration.ofMillis(150);

    @Test
    void onlyWhatMentionsTheWordIsLateAndOnlyWhileItIsWanted() throws Exception {
        try (ServerSocket echo = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                SlowLink link = new SlowLink(echo.getLocalPort(), "storm", DELAY)) {
            Thread.ofVirtual().start(() -> {
                try (Socket socket = echo.accept()) {
                    socket.getInputStream().transferTo(socket.getOutputStream());
                } catch (java.io.IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), link.port())) {
                byte[] wide = "xx storm xx".getBytes(StandardCharsets.UTF_16BE);
                assertThat(millis(socket, wide)).as("not slow yet").isLessThan(DELAY.toMillis());
                link.slow(true);
                assertThat(millis(socket, wide)).isGreaterThanOrEqualTo(DELAY.toMillis());
                assertThat(millis(socket, "a storm".getBytes(StandardCharsets.UTF_8)))
                        .isGreaterThanOrEqualTo(DELAY.toMillis());
                assertThat(millis(socket, "calm".getBytes(StandardCharsets.UTF_8)))
                        .isLessThan(DELAY.toMillis());
            }
        }
    }

    private static long millis(Socket socket, byte[] message) throws Exception {
        long begun = System.nanoTime();
        socket.getOutputStream().write(message);
        assertThat(socket.getInputStream().readNBytes(message.length)).isEqualTo(message);
        return (System.nanoTime() - begun) / 1_000_000;
    }
}
