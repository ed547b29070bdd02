package org.gridauthz.gums;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.gridauthz.testkit.ca.TestCa;
import org.gridauthz.testkit.ca.TestCredential;
import org.gridauthz.testkit.ca.TestVo;
import org.gridauthz.testkit.service.RunningService;
import org.gridauthz.testkit.service.TestSite;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** The real service in this JVM, on a database of the test's, with a CA and the VO "dune" of its own. */
final class GumsInstance implements AutoCloseable {
    static final String ADMIN = TestSite.ADMIN;
    static final String VOUCHER = TestSite.VOUCHER;

    private final TestSite site;
    private final RunningService service;
    final TestCa ca;
    final TestVo vo;
    final TestCredential gatekeeper;
    final TestCredential storage;
    final TestCredential admin;
    final TestCredential alice;
    final ConfigurableApplicationContext context;

    /** @param databaseUrl with user and word inside */
    GumsInstance(Path directory, String databaseUrl, String policy, String... more) {
        site = new TestSite(directory);
        ca = site.ca;
        vo = site.vo;
        gatekeeper = site.gatekeeper;
        storage = site.storage;
        admin = site.admin;
        alice = site.alice;
        String initial = "--gridauthz.initial-policy=" + write(directory.resolve("policy.yaml"), policy);
        service = new RunningService(
                GumsService.class,
                site,
                databaseUrl,
                Stream.concat(Stream.of(initial), Stream.of(more)).toArray(String[]::new));
        context = service.context();
    }

    private static Path write(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A policy on the class path. */
    static String resource(String name) {
        try (var in = Objects.requireNonNull(GumsInstance.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    HttpClient client(TestCredential credential) {
        return service.client(credential);
    }

    URI uri(String listener, String path) {
        return service.uri(listener, path);
    }

    /** One call as this caller. */
    HttpResponse<String> send(TestCredential caller, HttpRequest request) {
        return service.send(caller, request);
    }

    HttpResponse<String> map(TestCredential caller, String body) {
        return service.ask(caller, "/api/v1/mappings?explain=true", body);
    }

    static String chainBody(TestCredential presented) {
        return RunningService.chainBody(presented);
    }

    static JsonNode json(HttpResponse<String> response) {
        return RunningService.json(response);
    }

    @Override
    public void close() {
        service.close();
    }
}
