package org.gridauthz.testkit.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.gridauthz.changes.Follower;
import org.gridauthz.testkit.ca.TestCredential;
import org.gridauthz.tls.JsseLimits;
import org.gridauthz.tls.TlsListeners;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A service in this JVM, on free ports, with the listeners "service" and "admin" over mutual TLS. */
public final class RunningService implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final TestSite site;
    private final ConfigurableApplicationContext context;

    /**
     * Starts it and waits until its follower has read the database.
     *
     * @param main the service's Spring Boot class
     * @param databaseUrl with user and word inside; migrated
     * @param more further arguments, {@code --name=value}
     */
    public RunningService(Class<?> main, TestSite site, String databaseUrl, String... more) {
        this.site = site;
        List<String> arguments = new ArrayList<>(site.arguments(databaseUrl));
        arguments.addAll(Arrays.asList(more));
        JsseLimits.raise();
        context = new SpringApplicationBuilder(main)
                .web(WebApplicationType.SERVLET)
                .run(arguments.toArray(String[]::new));
        if (!context.getBean(Follower.class).awaitLoaded(Duration.ofSeconds(20))) {
            context.close();
            throw new IllegalStateException("the follower has not read the database");
        }
    }

    /** A part of the service. */
    public <T> T part(Class<T> type) {
        return context.getBean(type);
    }

    public ConfigurableApplicationContext context() {
        return context;
    }

    public HttpClient client(TestCredential credential) {
        return credential.httpClient(site.ca);
    }

    /** @param listener "service" or "admin" */
    public URI uri(String listener, String path) {
        int port = Objects.requireNonNull(context.getBean(TlsListeners.class).port(listener));
        return URI.create("https://localhost:" + port + path);
    }

    /** One call as this caller. */
    public HttpResponse<String> send(TestCredential caller, HttpRequest request) {
        try (HttpClient client = client(caller)) {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** GET on the admin listener. */
    public HttpResponse<String> get(TestCredential caller, String path) {
        return send(caller, HttpRequest.newBuilder(uri("admin", path)).build());
    }

    /** Another method on the admin listener, with a JSON body. */
    public HttpResponse<String> call(TestCredential caller, String method, String path, String body) {
        return send(
                caller,
                HttpRequest.newBuilder(uri("admin", path))
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body))
                        .build());
    }

    /** POST of JSON on the listener for everybody. */
    public HttpResponse<String> ask(TestCredential caller, String path, String body) {
        return send(
                caller,
                HttpRequest.newBuilder(uri("service", path))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build());
    }

    /** The body of a decision call about one chain. */
    public static String chainBody(TestCredential presented) {
        return JSON.writeValueAsString(Map.of("subjects", List.of(Map.of("chain", presented.chainPem()))));
    }

    public static JsonNode json(HttpResponse<String> response) {
        return JSON.readTree(response.body());
    }

    @Override
    public void close() {
        context.close();
    }
}
