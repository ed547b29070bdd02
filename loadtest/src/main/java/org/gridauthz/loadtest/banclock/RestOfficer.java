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

    private static final int ATTEMPTS = 5;

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

    /** A connection may be closed by now, or an answer late; the key makes asking again safe. */
    private KeptConnection.Answer exchange(byte[] request) throws IOException {
        IOException last = null;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            KeptConnection kept = saz;
            try {
                if (kept == null) {
                    kept = new KeptConnection(tls, port);
                    saz = kept;
                }
                KeptConnection.Answer answer = kept.exchange(request);
                if (answer.status() != 503) {
                    return answer;
                }
                last = new IOException("answered 503 " + new String(answer.body(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                last = e;
            }
            saz = null;
            if (kept != null) {
                kept.close();
            }
        }
        throw new IOException("no answer in " + ATTEMPTS + " attempts", last);
    }

    @Override
    public void close() throws IOException {
        KeptConnection kept = saz;
        if (kept != null) {
            kept.close();
        }
    }
}
