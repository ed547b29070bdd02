package org.gridauthz.loadtest.banclock;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import org.gridauthz.ban.Ban;
import org.gridauthz.ban.BanKind;
import org.gridauthz.ban.BanTarget;
import org.gridauthz.loadtest.mappings.KeptConnection;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An officer at SAZ's admin listener, over mutual TLS as an officer is. */
final class RestOfficer implements Officer {
    private static final JsonMapper JSON = new JsonMapper();

    private final SSLContext tls;
    private final int port;
    private @Nullable KeptConnection saz;

    RestOfficer(SSLContext tls, int adminPort) {
        this.tls = tls;
        this.port = adminPort;
    }

    @Override
    public Done ban(Person person) throws IOException {
        return call(
                "/api/v1/bans",
                "{\"kind\":\"dn\",\"value\":\"%s\",\"reason\":\"measuring\",\"ticket\":\"none\"}".formatted(person.dn),
                201);
    }

    @Override
    public Done lift(Person person, int turn) throws IOException {
        String id = Ban.id(BanTarget.of(BanKind.DN, person.dn), Ban.OFFICER);
        return call("/api/v1/bans/" + id + "/lift", "{\"turn\":%d,\"reason\":\"measured\"}".formatted(turn), 200);
    }

    private Done call(String path, String body, int status) throws IOException {
        byte[] request = KeptConnection.request(
                "POST", path, body.getBytes(StandardCharsets.UTF_8), "Idempotency-Key: " + UUID.randomUUID());
        KeptConnection.Answer answer = exchange(request);
        String text = new String(answer.body(), StandardCharsets.UTF_8);
        if (answer.status() != status) {
            throw new IOException(path + " answered " + answer.status() + " " + text);
        }
        JsonNode done = JSON.readTree(text);
        return new Done(done.path("epoch").asString(), done.path("turn").asInt());
    }

    /** A connection that was silent for long may be closed by now; the key makes asking again safe. */
    private KeptConnection.Answer exchange(byte[] request) throws IOException {
        KeptConnection kept = saz;
        if (kept != null) {
            try {
                return kept.exchange(request);
            } catch (IOException e) {
                kept.close();
            }
        }
        KeptConnection fresh = new KeptConnection(tls, port);
        saz = fresh;
        return fresh.exchange(request);
    }

    @Override
    public void close() throws IOException {
        if (saz != null) {
            saz.close();
        }
    }
}
