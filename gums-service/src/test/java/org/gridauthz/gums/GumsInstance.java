package org.gridauthz.gums;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.gridauthz.changes.Follower;
import org.gridauthz.testkit.ca.TestAnchors;
import org.gridauthz.testkit.ca.TestCa;
import org.gridauthz.testkit.ca.TestCredential;
import org.gridauthz.testkit.ca.TestVo;
import org.gridauthz.tls.JsseLimits;
import org.gridauthz.tls.TlsListeners;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The real service in this JVM, on a database of the test's, with a CA and the VO "dune" of its own. */
final class GumsInstance implements AutoCloseable {
    static final String ADMIN = "/DC=org/DC=gridauthz/CN=Ada Admin";
    static final String VOUCHER = "/DC=org/DC=gridauthz/CN=se1.example.org";
    private static final JsonMapper JSON = new JsonMapper();

    final TestCa ca = TestCa.root("/DC=org/DC=gridauthz/CN=Test CA");
    final TestVo vo = TestVo.of(ca, "dune", "voms.example.org");
    final TestCredential gatekeeper = ca.host("/DC=org/DC=gridauthz/CN=ce1.example.org", "ce1.example.org");
    final TestCredential storage = ca.host(VOUCHER, "se1.example.org");
    final TestCredential admin = ca.person(ADMIN);
    final TestCredential alice = ca.person("/DC=org/DC=gridauthz/CN=Alice Adams");
    final ConfigurableApplicationContext context;
    private final Path directory;

    /** @param databaseUrl with user and word inside */
    GumsInstance(Path directory, String databaseUrl, String policy, String... more) {
        this.directory = directory;
        TestAnchors.in(directory.resolve("certificates")).add(ca);
        vo.writeLsc(directory.resolve("vomsdir"));
        TestCredential host = ca.host("/DC=org/DC=gridauthz/CN=localhost", "localhost", "127.0.0.1");
        List<String> arguments = new ArrayList<>(List.of(
                "--spring.datasource.url=" + databaseUrl,
                "--gridauthz.trust.anchors=" + directory.resolve("certificates"),
                "--gridauthz.trust.vomsdir=" + directory.resolve("vomsdir"),
                "--gridauthz.decisions.directory=" + directory,
                "--gridauthz.tls.host-keys[0].certificate=" + host.writeChain(directory.resolve("host.pem")),
                "--gridauthz.tls.host-keys[0].key=" + host.writeKey(directory.resolve("host.key")),
                "--gridauthz.tls.listeners[0].name=service",
                "--gridauthz.tls.listeners[0].port=0",
                "--gridauthz.tls.listeners[1].name=admin",
                "--gridauthz.tls.listeners[1].port=0",
                "--management.server.port=0",
                "--gridauthz.access.admins[0].dn=" + ADMIN,
                "--gridauthz.access.admins[0].verbs=READ,MEMBERS,POLICY,POOLS,ADMINS,METRICS",
                "--gridauthz.access.callers[0].dn=" + VOUCHER,
                "--gridauthz.access.callers[0].vouch=dune",
                "--gridauthz.access.callers[0].ask-for=true",
                "--gridauthz.initial-policy=" + write("policy.yaml", policy)));
        arguments.addAll(Arrays.asList(more));
        JsseLimits.raise();
        context = new SpringApplicationBuilder(GumsService.class)
                .web(WebApplicationType.SERVLET)
                .run(arguments.toArray(String[]::new));
        if (!context.getBean(Follower.class).awaitLoaded(Duration.ofSeconds(20))) {
            throw new IllegalStateException("the follower has not read the database");
        }
    }

    private Path write(String name, String text) {
        try {
            return Files.writeString(directory.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A policy on the class path. */
    static String resource(String name) {
        try (var in = Objects.requireNonNull(GumsInstance.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    HttpClient client(TestCredential credential) {
        return credential.httpClient(ca);
    }

    URI uri(String listener, String path) {
        int port = Objects.requireNonNull(context.getBean(TlsListeners.class).port(listener));
        return URI.create("https://localhost:" + port + path);
    }

    /** One call as this caller. */
    HttpResponse<String> send(TestCredential caller, HttpRequest request) {
        try (HttpClient client = client(caller)) {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<String> map(TestCredential caller, String body) {
        return send(
                caller,
                HttpRequest.newBuilder(uri("service", "/api/v1/mappings?explain=true"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build());
    }

    static String chainBody(TestCredential presented) {
        return JSON.writeValueAsString(
                java.util.Map.of("subjects", List.of(java.util.Map.of("chain", presented.chainPem()))));
    }

    static JsonNode json(HttpResponse<String> response) {
        return JSON.readTree(response.body());
    }

    @Override
    public void close() {
        context.close();
    }
}
