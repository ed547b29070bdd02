package org.gridauthz.cli.compare;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A GUMS of 1.5.0 or later, by its JSON (gums.md §3.6): {@code mapGridIdentity} takes one subject and one FQAN a call. A name of the VOMS server is
 * sent with an FQAN, so that GUMS takes it for verified, as from a gatekeeper. GUMS leases pool accounts when it is asked.
 */
final class GumsJsonSide implements OneByOne {
    private final Calls calls;
    private final URI mapping;
    private final @Nullable String host;

    GumsJsonSide(Calls calls, URI url, @Nullable String host) {
        this.calls = calls;
        String base = url.toString();
        this.mapping = URI.create((base.endsWith("/") ? base : base + "/") + "json/mapGridIdentity");
        this.host = host;
    }

    @Override
    public Said answer(Asked subject) {
        StringBuilder query = new StringBuilder("?subject-x509-id=").append(encoded(subject.dn()));
        if (!subject.fqans().isEmpty()) {
            query.append("&voms-fqan=").append(encoded(subject.fqans().getFirst()));
            query.append("&voms-signing-subject=").append(encoded("/CN=compare"));
        }
        if (host != null) {
            query.append(host.startsWith("/") ? "&resource-x509-id=" : "&dns-host-name=")
                    .append(encoded(host));
        }
        Calls.Reply reply = calls.send(HttpRequest.newBuilder(URI.create(mapping + query.toString()))
                .timeout(Calls.DEADLINE)
                .build());
        JsonNode body = reply.body();
        if (body == null) {
            return Said.unknown(reply.why());
        }
        return switch (body.path("result").asString("")) {
            case "OK" -> Said.permit(body.path("username").asString(""));
            case "FAILED" -> Said.deny(null);
            default -> Said.unknown(reply.why());
        };
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
