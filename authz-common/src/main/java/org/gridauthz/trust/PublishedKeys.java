package org.gridauthz.trust;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Keys as an issuer publishes them on the web: by discovery (OpenID Connect Discovery 4) or from a fixed address. */
final class PublishedKeys implements KeySource {
    static final int MAX_BODY = 256 * 1024;
    static final int MAX_KEYS = 64;
    private static final int MIN_RSA_BITS = 2048;
    private static final int MAX_RSA_BITS = 8192;
    private static final String DISCOVERY = "/.well-known/openid-configuration";

    private final HttpClient web;
    private final Duration deadline;

    /**
     * @param web follows no redirect from https to http ({@code Redirect.NORMAL} at most)
     * @param deadline of one whole exchange, body included; the JDK's own request time-out ends with the headers
     */
    PublishedKeys(HttpClient web, Duration deadline) {
        this.web = web;
        this.deadline = deadline;
    }

    @Override
    public List<JWK> fetch(TokenIssuer issuer) throws IOException, InterruptedException {
        URI keySet = issuer.keySet();
        return usable(get(keySet == null ? discover(issuer) : keySet));
    }

    private URI discover(TokenIssuer issuer) throws IOException, InterruptedException {
        String base = issuer.url().replaceFirst("/+$", "");
        Map<String, Object> document = get(URI.create(base + DISCOVERY));
        // Without this check one issuer on a shared host could answer with the keys of another.
        if (!issuer.url().equals(document.get("issuer"))) {
            throw new IOException("the discovery document of " + issuer.url() + " is about another issuer");
        }
        if (document.get("jwks_uri") instanceof String address) {
            try {
                URI uri = URI.create(address);
                if (TokenIssuer.fetchable(uri)) {
                    return uri;
                }
            } catch (IllegalArgumentException e) {
                // the refusal below says it
            }
        }
        throw new IOException("the discovery document of " + issuer.url() + " has no https jwks_uri");
    }

    private Map<String, Object> get(URI address) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Accept", "application/json")
                // A cache on the way would hide a key just published.
                .header("Cache-Control", "no-cache")
                .timeout(deadline)
                .build();
        CompletableFuture<HttpResponse<String>> answer =
                web.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofString(StandardCharsets.UTF_8), MAX_BODY));
        try {
            HttpResponse<String> response = answer.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
            if (response.statusCode() != 200) {
                throw new IOException(address + " answered " + response.statusCode());
            }
            return JSONObjectUtils.parse(response.body(), MAX_BODY);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IOException(address + " did not answer within " + deadline, e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            throw e;
        } catch (ExecutionException e) {
            throw new IOException(address + ": " + e.getCause(), e.getCause());
        } catch (ParseException e) {
            throw new IOException(address + " did not answer with a JSON object", e);
        }
    }

    /** One bad key does not spoil the others: issuers publish key types that a reader may not know yet. */
    static List<JWK> usable(Map<String, Object> document) throws IOException {
        List<JWK> keys = new ArrayList<>();
        if (document.get("keys") instanceof List<?> entries) {
            for (Object entry : entries.subList(0, Math.min(entries.size(), MAX_KEYS))) {
                JWK key = entry instanceof Map<?, ?> map ? key(map) : null;
                if (key != null && strong(key)) {
                    keys.add(key.toPublicJWK());
                }
            }
        }
        if (keys.isEmpty()) {
            throw new IOException("the key set holds no usable RSA (2048 bits or more) or EC key");
        }
        return List.copyOf(keys);
    }

    private static @Nullable JWK key(Map<?, ?> entry) {
        try {
            @SuppressWarnings("unchecked") // a JSON object: its names are texts
            Map<String, Object> object = (Map<String, Object>) entry;
            return JWK.parse(object);
        } catch (ParseException | IllegalArgumentException e) {
            return null;
        }
    }

    private static boolean strong(JWK key) {
        if (key.getKeyUse() != null && !key.getKeyUse().equals(KeyUse.SIGNATURE)) {
            return false;
        }
        return key instanceof ECKey
                || (key instanceof RSAKey && key.size() >= MIN_RSA_BITS && key.size() <= MAX_RSA_BITS);
    }
}
