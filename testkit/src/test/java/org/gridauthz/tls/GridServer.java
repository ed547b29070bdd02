package org.gridauthz.tls;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.gridauthz.tls.TlsSettings.ClientCertificate;
import org.gridauthz.tls.TlsSettings.Listener;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;

/** A real Tomcat with the listeners under test, on free ports; it answers who is calling. */
final class GridServer implements AutoCloseable {
    final HostKeyWatch watch;
    final TlsListeners listeners;
    final CountedHandshakes counted = new CountedHandshakes();
    private final WebServer server;

    GridServer(Site site, List<Listener> wanted) throws HostCredentialException {
        this(site, wanted, AdmissionControl.NONE, new Who());
    }

    GridServer(Site site, List<Listener> wanted, AdmissionControl control, HttpServlet servlet)
            throws HostCredentialException {
        TlsSettings settings = new TlsSettings(
                List.of(site.rsa, site.ec), wanted, Duration.ofSeconds(20), Duration.ofMinutes(10), 1000);
        watch = new HostKeyWatch(settings.hostKeys(), site.clock());
        listeners = new TlsListeners(settings, site.trust, watch.keys(), counted, site.clock(), control);
        TomcatServletWebServerFactory factory = new TomcatServletWebServerFactory();
        listeners.customize(factory);
        server = factory.getWebServer(context -> {
            var registration = context.addServlet("who", servlet);
            registration.addMapping("/*");
        });
        server.start();
    }

    static GridServer start(Site site) throws HostCredentialException {
        return new GridServer(site, List.of(listener("calls", ClientCertificate.REQUIRED)));
    }

    static Listener listener(String name, ClientCertificate need, String... paths) {
        return new Listener(name, null, 0, need, List.of(paths), false, 1000, 8, Duration.ofSeconds(20));
    }

    int port() {
        return port("calls");
    }

    int port(String listener) {
        return Objects.requireNonNull(listeners.port(listener));
    }

    @Override
    public void close() {
        server.stop();
        server.destroy();
    }

    /** Answers {@code <dn>|<proxy>|<limited>|<listener>}. */
    private static final class Who extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            Caller caller = Caller.of(request);
            String who = caller == null
                    ? "nobody|" + Caller.listener(request)
                    : caller.chain().subject().slash().text()
                            + (caller.chain().proxy() ? "|proxy" : "")
                            + (caller.chain().limited() ? "|limited" : "")
                            + "|"
                            + caller.listener();
            response.getOutputStream().print(who);
        }
    }
}
