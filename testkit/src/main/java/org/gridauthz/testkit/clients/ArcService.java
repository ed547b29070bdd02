package org.gridauthz.testkit.clients;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.gridauthz.testkit.FreePort;
import org.gridauthz.testkit.ca.TestCredential;
import org.gridauthz.testkit.service.TestSite;

/**
 * ARC's daemon with its echo service behind its own Argus PDP handler ({@code arguspdpclient.map}), where every call is first asked
 * about at a decision point; or behind the rules of an {@code arc.conf}, as A-REX is. Packages {@code nordugrid-arc-hed} and {@code nordugrid-arc-plugins-needed}.
 */
public final class ArcService implements AutoCloseable {
    private static final String ECHO =
            "<soap-env:Envelope xmlns:soap-env=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap-env:Body><echo:echo"
                    + " xmlns:echo=\"http://www.nordugrid.org/schemas/echo\"><echo:say>hello</echo:say></echo:echo>"
                    + "</soap-env:Body></soap-env:Envelope>";

    private final TestSite site;
    private final Process process;
    private final Path log;
    private final int port;

    /**
     * Starts it on a free loopback port, with the host credential of a gatekeeper.
     *
     * @param profile {@code emi}, {@code cream} or {@code subject}
     */
    public ArcService(TestSite site, TestCredential host, URI decisionPoint, String profile) {
        this(
                site,
                host,
                credentials -> new Handlers(
                        "arguspdpclient",
                        "",
                        "<SecHandler name=\"arguspdpclient.map\" id=\"argus\" event=\"incoming\"><PDPD>" + decisionPoint
                                + "</PDPD><Conversion>" + profile + "</Conversion><AcceptMapping>true</AcceptMapping>"
                                + credentials
                                + "</SecHandler>"));
    }

    /**
     * Starts it behind the groups and mappings of a file, of which the block {@code [echo]} says whom to let in.
     *
     * @param arcConf an {@code arc.conf}
     */
    public ArcService(TestSite site, TestCredential host, Path arcConf) {
        this(
                site,
                host,
                credentials -> new Handlers(
                        "arcshclegacy",
                        "<SecHandler name=\"arclegacy.handler\" event=\"incoming\"><ConfigFile>" + arcConf
                                + "</ConfigFile></SecHandler>",
                        "<SecHandler name=\"arc.authz\" event=\"incoming\"><PDP name=\"arclegacy.pdp\">"
                                + block(arcConf, "echo")
                                + "</PDP></SecHandler><SecHandler name=\"arclegacy.map\" event=\"incoming\">"
                                + block(arcConf, "mapping")
                                + "</SecHandler>"));
    }

    private static String block(Path arcConf, String name) {
        return "<ConfigBlock><ConfigFile>" + arcConf + "</ConfigFile><BlockName>" + name + "</BlockName></ConfigBlock>";
    }

    /** What stands before the service: the plug-in it comes from, and the elements at the connection and at the service. */
    private record Handlers(String plugin, String connection, String service) {}

    private ArcService(TestSite site, TestCredential host, Function<String, Handlers> handlers) {
        this.site = site;
        try {
            Path directory = Files.createTempDirectory(site.directory(), "arc");
            port = FreePort.take();
            log = directory.resolve("arched.log");
            Path configuration = Files.writeString(
                    directory.resolve("arched.xml"), configuration(site, host, directory, handlers, port, log));
            ProcessBuilder builder = new ProcessBuilder("/usr/sbin/arched", "-f", "-c", configuration.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("arched.out").toFile());
            builder.environment().put("X509_CERT_DIR", site.anchors().toString());
            builder.environment().put("X509_VOMS_DIR", site.vomsdir().toString());
            process = builder.start();
            awaitPort();
        } catch (IOException e) {
            throw new UncheckedIOException("testkit/debian-packages.txt says what to install", e);
        }
    }

    /** Calls the echo service; what stands before it decides whether it answers. */
    public HttpResponse<String> echo(TestCredential user) {
        try (HttpClient client = user.httpClient(site.ca)) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("https://localhost:" + port + "/Echo"))
                            .header("Content-Type", "text/xml")
                            .POST(BodyPublishers.ofString(ECHO))
                            .build(),
                    BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(log(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What it wrote so far: queries and answers are in it. */
    public String log() {
        try {
            return Files.exists(log) ? Files.readString(log, StandardCharsets.ISO_8859_1) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitPort() throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (System.nanoTime() < end) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress("localhost", port), 1000);
                return;
            } catch (IOException notYet) {
                if (exited()) {
                    break;
                }
            }
        }
        close();
        throw new IllegalStateException("arched did not start: " + log());
    }

    private boolean exited() {
        try {
            return process.waitFor(50, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static String configuration(
            TestSite site, TestCredential host, Path directory, Function<String, Handlers> before, int port, Path log) {
        String credentials = "<KeyPath>" + host.writeKey(directory.resolve("host.key")) + "</KeyPath><CertificatePath>"
                + host.writeChain(directory.resolve("host.pem")) + "</CertificatePath><CACertificatesDir>"
                + site.anchors()
                + "</CACertificatesDir>";
        Handlers handlers = before.apply(credentials);
        return """
            <?xml version="1.0"?>
            <ArcConfig xmlns="http://www.nordugrid.org/schemas/ArcConfig/2007"
                xmlns:tcp="http://www.nordugrid.org/schemas/ArcMCCTCP/2007"
                xmlns:echo="http://www.nordugrid.org/schemas/echo/2009/08">
              <Server><Pidfile>%s</Pidfile><Logger level="DEBUG"><File>%s</File></Logger></Server>
              <ModuleManager><Path>/usr/lib/arc/</Path></ModuleManager>
              <Plugins><Name>mcctcp</Name></Plugins>
              <Plugins><Name>mcctls</Name></Plugins>
              <Plugins><Name>mcchttp</Name></Plugins>
              <Plugins><Name>mccsoap</Name></Plugins>
              <Plugins><Name>arcshc</Name></Plugins>
              <Plugins><Name>%s</Name></Plugins>
              <Plugins><Name>echo</Name></Plugins>
              <Chain>
                <Component name="tcp.service" id="tcp">
                  <next id="tls"/>
                  <tcp:Listen><tcp:Interface>127.0.0.1</tcp:Interface><tcp:Port>%d</tcp:Port></tcp:Listen>
                </Component>
                <Component name="tls.service" id="tls"><next id="http"/>%s</Component>
                <Component name="http.service" id="http"><next id="soap">POST</next>%s</Component>
                <Component name="soap.service" id="soap"><next id="plexer"/></Component>
                <Plexer name="plexer.service" id="plexer"><next id="echo">^/Echo$</next></Plexer>
                <Service name="echo" id="echo">
                  %s
                  <echo:prefix>[ </echo:prefix><echo:suffix> ]</echo:suffix>
                  <echo:serviceid>echo</echo:serviceid><echo:endpoint>127.0.0.1</echo:endpoint><echo:expiration>P15M</echo:expiration>
                </Service>
              </Chain>
            </ArcConfig>
            """.formatted(
                        directory.resolve("pid"),
                        log,
                        handlers.plugin(),
                        port,
                        credentials,
                        handlers.connection(),
                        handlers.service());
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(2, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
