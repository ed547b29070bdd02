package org.gridauthz.cli.callout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gridauthz.gums.GumsService;
import org.gridauthz.saz.SazService;
import org.gridauthz.testkit.ca.TestCredential;
import org.gridauthz.testkit.service.RunningService;
import org.gridauthz.testkit.service.TestSite;
import tools.jackson.databind.json.JsonMapper;

/** SAZ and GUMS running for the VO "dune", and the storage host, which may vouch, as the host of the scripts. */
final class CalloutSite implements AutoCloseable {
    static final String ISSUER = "https://issuer.example.org";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    final Path directory;
    final TestSite site;
    final RunningService saz;
    final RunningService gums;
    private final Path certificate;
    private final Path key;

    CalloutSite(Path directory, String databaseUrl) {
        this.directory = directory;
        site = new TestSite(directory);
        certificate = site.storage.writeChain(directory.resolve("storage.pem"));
        key = site.storage.writeKey(directory.resolve("storage.key"));
        Path policy = directory.resolve("policy.yaml");
        write(policy, """
            format: 1
            pools:
              - {name: dune, accounts: dune001-020}
            groups:
              - {name: hand, manual: }
              - {name: prod, voms: {group: /dune, role: production, match: exact}}
              - {name: members, voms: {group: /dune, match: vo}}
            mappers:
              - {name: hand, manual: hand}
              - {name: prod, account: dunepro, primaryGroup: dune}
              - {name: members, pool: dune}
            mappings:
              - {name: hand, groups: hand, mappers: hand}
              - {name: prod, groups: prod, mappers: prod}
              - {name: members, groups: members, mappers: members}
            hosts:
              - {cn: ["*", "*.*", "*.*.*"], mappings: [hand, prod, members]}
            """);
        String[] issuer = {
            "--gridauthz.token-issuers[0].url=" + ISSUER,
            "--gridauthz.token-issuers[0].vo=dune",
            "--gridauthz.token-issuers[0].audiences=https://any.example.org",
            "--gridauthz.token-issuers[0].key-set=http://127.0.0.1:9/keys"
        };
        saz = new RunningService(
                SazService.class,
                site,
                databaseUrl,
                issuer[0],
                issuer[1],
                issuer[2],
                issuer[3],
                "--gridauthz.saz.ban-file-readers[0]=/DC=org/DC=gridauthz/CN=*.example.org");
        gums = new RunningService(
                GumsService.class,
                site,
                databaseUrl,
                issuer[0],
                issuer[1],
                issuer[2],
                issuer[3],
                "--gridauthz.initial-policy=" + policy);
    }

    static Path write(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url(RunningService service) {
        return service.uri("service", "").toString();
    }

    /** Options that name the host's credential and the anchors. */
    List<String> credential() {
        return List.of(
                "--cert",
                certificate.toString(),
                "--key",
                key.toString(),
                "--capath",
                site.anchors().toString());
    }

    ScriptRun callout(String saz, String gums, Map<String, String> environment, String... arguments) {
        List<String> all = new ArrayList<>();
        for (String one : saz.split(" ")) {
            all.addAll(one.isEmpty() ? List.of() : List.of("--saz", one));
        }
        for (String one : gums.split(" ")) {
            all.addAll(one.isEmpty() ? List.of() : List.of("--gums", one));
        }
        all.addAll(credential());
        all.addAll(List.of(arguments));
        return ScriptRun.of("gridauthz-callout", environment, "{\"sub\":\"whatever\"}", all);
    }

    /** Asks the running services. */
    ScriptRun callout(String... arguments) {
        return callout(url(saz), url(gums), Map.of(), arguments);
    }

    /** A proxy file as ARC writes it: certificates with the proxy's key. */
    String proxy(TestCredential credential, String name) {
        return credential.writeProxy(directory.resolve(name)).toString();
    }

    /** Bans and answers when both services know. */
    void ban(String kind, String value) {
        HttpResponse<String> banned = saz.call(
                site.admin,
                "POST",
                "/api/v1/bans",
                JSON.writeValueAsString(Map.of("kind", kind, "value", value, "reason", "a test", "ticket", "T-1")));
        if (banned.statusCode() != 201) {
            throw new IllegalStateException(banned.body());
        }
    }

    URI admin(RunningService service) {
        return service.uri("admin", "");
    }

    @Override
    public void close() {
        gums.close();
        saz.close();
    }
}
