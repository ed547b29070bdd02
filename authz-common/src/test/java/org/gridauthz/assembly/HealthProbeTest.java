package org.gridauthz.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HealthProbeTest {
    @Test
    void onlyAnswer200IsHealthy() throws IOException {
        HttpServer service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        for (int status : new int[] {200, 404, 503}) {
            service.createContext("/" + status, exchange -> {
                exchange.sendResponseHeaders(status, 2);
                exchange.getResponseBody().write("{}".getBytes(StandardCharsets.UTF_8));
                exchange.close();
            });
        }
        service.start();
        URI at = URI.create("http://127.0.0.1:" + service.getAddress().getPort() + "/");
        try {
            assertThat(HealthProbe.healthy(at.resolve("200"))).isTrue();
            assertThat(HealthProbe.healthy(at.resolve("404"))).isFalse();
            assertThat(HealthProbe.healthy(at.resolve("503"))).isFalse();
        } finally {
            service.stop(0);
        }
        assertThat(HealthProbe.healthy(at.resolve("200"))).isFalse();
    }
}
