package org.gridauthz.loadtest.banclock;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;
import org.gridauthz.ban.Ban;
import org.gridauthz.ban.BanKind;
import org.gridauthz.ban.BanTarget;
import org.gridauthz.loadtest.mappings.KeptConnection;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An officer at SAZ's admin listener, over mutual TLS as an officer is. */
final class RestOfficer implements Officer {
    private static final JsonMapper JSON = new JsonMapper();

    private final KeptConnection saz;

    RestOfficer(SSLContext tls, int adminPort) throws IOException {
        saz = new KeptConnection(tls, adminPort);
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
        KeptConnection.Answer answer =
                saz.exchange(KeptConnection.request("POST", path, body.getBytes(StandardCharsets.UTF_8)));
        String text = new String(answer.body(), StandardCharsets.UTF_8);
        if (answer.status() != status) {
            throw new IOException(path + " answered " + answer.status() + " " + text);
        }
        JsonNode done = JSON.readTree(text);
        return new Done(done.path("epoch").asString(), done.path("turn").asInt());
    }

    @Override
    public void close() throws IOException {
        saz.close();
    }
}
