package org.gridauthz.web.login;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The OpenID provider, as far as we talk to it: where it sends people, and the exchange of a code for an ID token. */
final class Provider {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final int MAX_BODY = 256 * 1024;
    private static final int OK = 200;
    private static final int REFUSED = 400;
    private static final int BROKEN = 500;

    private final String issuer;
    private final String client;
    private final @Nullable String secret;
    private final String scope;
    private final HttpClient web;
    private volatile @Nullable Places places;

    /** What its discovery document says. */
    private record Places(URI authorization, URI token) {}

    /** It did not answer, or not as OpenID Connect wants. */
    static final class UnusableException extends IOException {
        private static final long serialVersionUID = 1L;

        UnusableException(String message) {
            super(message);
        }
    }

    Provider(String issuer, String client, @Nullable String secret, String scope, HttpClient web) {
        this.issuer = issuer;
        this.client = client;
        this.secret = secret;
        this.scope = scope;
        this.web = web;
    }

    /** Where somebody signs in; she comes back to the redirect with the state. */
    URI signIn(String redirect, String state, String nonce, String challenge) throws IOException, InterruptedException {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("response_type", "code");
        query.put("client_id", client);
        query.put("scope", scope);
        query.put("redirect_uri", redirect);
        query.put("state", state);
        query.put("nonce", nonce);
        query.put("code_challenge", challenge);
        query.put("code_challenge_method", "S256");
        URI place = places().authorization();
        return URI.create(place + (place.getRawQuery() == null ? "?" : "&") + form(query));
    }

    /** The ID token for a code, which is good once and with its verifier only; null if the provider takes it for neither. */
    @Nullable
    String idToken(String code, String verifier, String redirect) throws IOException, InterruptedException {
        Map<String, String> body = new LinkedHashMap<>();
        body.put("grant_type", "authorization_code");
        body.put("code", code);
        body.put("redirect_uri", redirect);
        body.put("code_verifier", verifier);
        body.put("client_id", client);
        HttpRequest.Builder request = HttpRequest.newBuilder(places().token())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form(body)));
        if (secret != null) {
            // RFC 6749 §2.3.1: both parts are form-encoded before they are joined.
            String both = encoded(client) + ":" + encoded(secret);
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8)));
        }
        HttpResponse<String> answer = send(request);
        if (answer.statusCode() >= REFUSED && answer.statusCode() < BROKEN) {
            return null;
        }
        String token = read(answer).path("id_token").asString("");
        if (token.isEmpty()) {
            throw new UnusableException("the provider gave no ID token");
        }
        return token;
    }

    private Places places() throws IOException, InterruptedException {
        Places known = places;
        if (known == null) {
            String base = issuer.replaceFirst("/+$", "");
            JsonNode document =
                    read(send(HttpRequest.newBuilder(URI.create(base + "/.well-known/openid-configuration"))));
            if (!issuer.equals(document.path("issuer").asString(""))) {
                throw new UnusableException("the provider names itself otherwise than the settings do");
            }
            known = new Places(place(document, "authorization_endpoint"), place(document, "token_endpoint"));
            places = known;
        }
        return known;
    }

    /** As safe as the provider's own name: https, or http where that is http on loopback. */
    private URI place(JsonNode document, String name) throws UnusableException {
        URI place = URI.create(document.path(name).asString("missing:"));
        if (!"https".equals(place.getScheme())
                && !(issuer.startsWith("http://")
                        && URI.create(issuer).getAuthority().equals(place.getAuthority()))) {
            throw new UnusableException("the provider's " + name + " is not https");
        }
        return place;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return web.send(
                request.header("Accept", "application/json").timeout(DEADLINE).build(),
                BodyHandlers.limiting(BodyHandlers.ofString(StandardCharsets.UTF_8), MAX_BODY));
    }

    private static JsonNode read(HttpResponse<String> answer) throws UnusableException {
        if (answer.statusCode() != OK) {
            throw new UnusableException("the provider answered " + answer.statusCode());
        }
        try {
            return JSON.readTree(answer.body());
        } catch (JacksonException e) {
            throw new UnusableException("the provider's answer is no JSON");
        }
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(one -> one.getKey() + "=" + encoded(one.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
