package org.gridauthz.cli.callout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.gridauthz.testkit.FreePort;
import org.gridauthz.testkit.ca.TestCredential;
import org.gridauthz.testkit.clients.ClientRun;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Pulled files, read by the software they are for: Debian's Globus library and tools, and XRootD. */
@Tag("clients")
class RealReadersTest {
    /** What globus_gss_assist_gridmap, the call of gatekeeper and GridFTP server, says of each name. */
    private static final String GLOBUS = """
        import ctypes, sys
        find = ctypes.CDLL('libglobus_gss_assist.so.3').globus_gss_assist_gridmap
        find.argtypes = [ctypes.c_char_p, ctypes.POINTER(ctypes.c_char_p)]
        for name in sys.argv[1:]:
            user = ctypes.c_char_p()
            print(user.value.decode() if find(name.encode(), ctypes.byref(user)) == 0 else 'nobody')
        """;

    @RegisterExtension
    static final DatabaseBackend DATABASE = DatabaseBackend.h2();

    @TempDir
    static Path directory;

    private static CalloutSite site;

    @BeforeAll
    static void start() {
        site = new CalloutSite(directory, DATABASE.url());
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    private static ScriptRun pull(String path, Path file) {
        List<String> all = new ArrayList<>(site.credential());
        all.addAll(List.of(
                "--from",
                site.url(site.gums),
                "--state",
                directory.resolve("state").toString(),
                path));
        all.add(file.toString());
        return ScriptRun.of("gridauthz-pull", Map.of(), "", all);
    }

    @Test
    void globusReadsAPulledGridMapfileWhateverTheNames() throws IOException {
        Map<String, String> people = Map.of(
                "/DC=org/CN=Ann A", "daemon",
                "/DC=org/CN=x\" root", "bin",
                "/C=DE/CN=J\\xC3\\xBCrgen", "games",
                "/DC=org/CN=back\\slash", "man",
                "/DC=org/CN=end\\", "mail",
                "/DC=org/CN=# $(id) 'q'", "news");
        StringBuilder old = new StringBuilder();
        people.forEach((dn, user) -> old.append('"')
                .append(dn.replace("\"", "\\\"").replace("end\\", "end\\x5C"))
                .append("\" ")
                .append(user)
                .append('\n'));
        HttpResponse<String> taken = site.gums.send(
                site.site.admin,
                HttpRequest.newBuilder(site.gums.uri("admin", "/api/v1/accountmaps/hand/import?group=hand&reason=test"))
                        .header("Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString(old.toString()))
                        .build());
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(200);
        Path file = directory.resolve("grid-mapfile");
        ScriptRun pulled = pull("mapfiles/grid-mapfile", file);
        assertThat(pulled.exit()).as(pulled.err()).isZero();

        List<String> names = new ArrayList<>(people.keySet());
        List<String> command = new ArrayList<>(List.of("python3", "-c", GLOBUS));
        command.addAll(names);
        command.addAll(List.of("/DC=org/CN=x", "/DC=org/CN=Nobody", "/DC=org/CN=end"));
        ClientRun globus = ClientRun.of(Map.of("GRIDMAP", file.toString()), command);
        List<String> users = new ArrayList<>(names.stream().map(people::get).toList());
        users.addAll(List.of("nobody", "nobody", "nobody"));
        assertThat(globus.output().lines()).as(Files.readString(file)).containsExactlyElementsOf(users);
        ClientRun check = ClientRun.of(Map.of(), List.of("grid-mapfile-check-consistency", "-f", file.toString()));
        assertThat(check.exit()).as(check.output()).isZero();
    }

    @Test
    void xrootdMapsAVomsProxyByAPulledVomsMapfile() throws Exception {
        // XRootD does not run as root, and its user sees nothing below a temporary folder of ours.
        Path home = Files.createTempDirectory("xrootd");
        Files.createDirectories(home.resolve("data"));
        Files.writeString(home.resolve("data/file"), "read as dunepro\n");
        Files.writeString(home.resolve("authdb"), "u dunepro " + home + "/data rl\n");
        TestCredential host = site.site.ca.host("/DC=org/DC=gridauthz/CN=localhost", "localhost");
        host.writeChain(home.resolve("host.pem"));
        host.writeKey(home.resolve("host.key"));
        ScriptRun pulled = pull("mapfiles/voms-mapfile", home.resolve("voms-mapfile"));
        assertThat(pulled.exit()).as(pulled.err()).isZero();
        int port = FreePort.take();
        Files.writeString(
                home.resolve("xrootd.cfg"), """
                    all.export HOME/data
                    all.adminpath HOME/admin
                    all.pidpath HOME/admin
                    xrd.port %d
                    xrd.protocol XrdHttp:%d libXrdHttp.so
                    xrd.tls HOME/host.pem HOME/host.key
                    xrd.tlsca certdir HOME/certificates
                    http.secxtractor libXrdVoms.so
                    voms.mapfile HOME/voms-mapfile
                    acc.authdb HOME/authdb
                    ofs.authorize
                    """.formatted(FreePort.take(), port).replace("HOME", home.toString()));
        boolean root = System.getProperty("user.name").equals("root");
        String prepare = "cp -r '" + site.site.anchors() + "' '" + site.site.vomsdir() + "' '" + home
                + "' && chmod 755 '" + home + "'" + (root ? " && chown -R nobody '" + home + "'" : "");
        assertThat(ClientRun.of(Map.of(), List.of("sh", "-c", prepare)).exit()).isZero();
        List<String> command =
                new ArrayList<>(List.of("xrootd", "-n", "t", "-c", home + "/xrootd.cfg", "-l", home + "/log"));
        if (root) {
            command.addAll(List.of("-R", "nobody"));
        }
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(home.resolve("out").toFile());
        builder.environment().put("X509_CERT_DIR", home + "/certificates");
        builder.environment().put("X509_VOMS_DIR", home + "/vomsdir");
        Process xrootd = builder.start();
        try {
            String url = "https://localhost:" + port + "/" + home + "/data/file";
            TestCredential alice = site.site.alice;
            ClientRun mapped = get(url, site.proxy(site.site.vo.proxy(alice, "/dune/Role=production", "/dune"), "p1"));
            assertThat(mapped.output()).as(mapped.toString()).isEqualTo("read as dunepro\n");
            ClientRun other = get(url, site.proxy(site.site.vo.proxy(alice, "/dune"), "p2"));
            assertThat(other.exit()).as(other.toString()).isNotZero();
            ClientRun none = get(url, site.proxy(alice.proxy().issue(), "p3"));
            assertThat(none.exit()).as(none.toString()).isNotZero();
        } finally {
            xrootd.destroy();
            xrootd.waitFor(20, TimeUnit.SECONDS);
            ClientRun.of(Map.of(), List.of("rm", "-rf", home.toString()));
        }
    }

    private static ClientRun get(String url, String proxy) {
        return ClientRun.of(
                Map.of(),
                List.of(
                        "curl",
                        "-qsSf",
                        "--noproxy",
                        "*",
                        "--retry",
                        "40",
                        "--retry-connrefused",
                        "--retry-delay",
                        "1",
                        "--max-time",
                        "60",
                        "--cert",
                        proxy,
                        "--key",
                        proxy,
                        "--capath",
                        site.site.anchors().toString(),
                        url));
    }
}
