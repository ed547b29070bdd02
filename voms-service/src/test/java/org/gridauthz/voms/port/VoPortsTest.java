package org.gridauthz.voms.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import org.gridauthz.audit.DecisionRecord;
import org.gridauthz.audit.DecisionTrail;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.gridauthz.tls.TlsPorts;
import org.gridauthz.trust.GridTrust;
import org.gridauthz.voms.TestMembers;
import org.gridauthz.voms.VomsPlace;
import org.gridauthz.voms.attribute.Authorities;
import org.gridauthz.voms.attribute.Authority;
import org.gridauthz.voms.attribute.Standing.Member;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Ports come and go, each answer is on record, and sites fetch what they need to know. */
class VoPortsTest {
    @RegisterExtension
    static final DatabaseBackend DATABASE = DatabaseBackend.h2();

    @TempDir
    static Path directory;

    private static VomsPlace place;
    private static SSLContext alice;

    @BeforeAll
    static void start() {
        place = new VomsPlace(directory, DATABASE.url());
        alice = place.site.alice.sslContext();
        place.members()
                .put(
                        "dune",
                        place.site.alice.slashName(),
                        new Member(
                                List.of(TestMembers.group("/dune", "pilot"), TestMembers.group("/dune/far")),
                                List.of(),
                                List.of()));
        place.service.part(GridTrust.class).reread();
    }

    @AfterAll
    static void stop() {
        place.close();
    }

    private static VoPorts ports(Authorities source, AnswerTrail trail) {
        return new VoPorts(
                new VoPorts.Limits(null, 100, 4, Duration.ofSeconds(2)),
                List.of(source),
                place.members(),
                place.service.part(AuthorityKeys.class),
                place.service.part(TlsPorts.class),
                trail,
                InstantSource.system());
    }

    @Test
    void everyAnswerIsALineOfTheTrail() throws Exception {
        String unused = said(place.dune, "?fqans=/dune/Role=pilot");
        Path trail = directory.resolve("voms-decisions.jsonl");
        VomsPlace.await(() -> {
            try {
                return Files.readString(trail).contains("\"fqans\":[\"/dune/Role=pilot\",\"/dune\",\"/dune/far\"]");
            } catch (IOException e) {
                return false;
            }
        });
        assertThat(Files.readString(trail))
                .contains(
                        "\"subject\":\"" + place.site.alice.slashName() + "\"",
                        "\"decision\":\"permit\"",
                        "\"rule\":\"vo dune, serial ");
    }

    /** In both protocols; what hands out no certificate is answered as ever. */
    @Test
    void aCertificateThatCannotBePutOnRecordIsNotHandedOut() throws Exception {
        DecisionTrail full = new DecisionTrail() {
            @Override
            public void record(DecisionRecord decision) {}

            @Override
            public boolean keep(DecisionRecord decision, Duration patience) {
                return false;
            }

            @Override
            public long dropped() {
                return 0;
            }
        };
        int port = VomsPlace.freePort();
        AnswerTrail trail =
                new AnswerTrail(full, new SimpleMeterRegistry(), (vo, subject, issuer) -> {}, InstantSource.system());
        try (VoPorts ports = ports(() -> List.of(Authority.of("dune", "localhost", port)), trail)) {
            ports.look();
            assertThat(said(port, ""))
                    .startsWith("HTTP/1.1 500 ")
                    .contains("<code>InternalError</code>", "Attributes cannot be issued now.")
                    .doesNotContain("<ac>");
            try (Line line = new Line(alice, port)) {
                assertThat(line.say("<voms><command>G/dune</command><base64>1</base64></voms>")
                                .hear())
                        .contains("<number>1006</number>", "<ac>QQ==\n</ac>");
            }
            assertThat(said(port, "?fqans=/dune/Role=root")).startsWith("HTTP/1.1 400 ");
        }
    }

    @Test
    void aPortIsAddedChangedAndTakenAwayWithoutARestart() throws Exception {
        AtomicReference<List<Authority>> wanted = new AtomicReference<>(List.of());
        int port = VomsPlace.freePort();
        try (VoPorts ports = ports(wanted::get, place.service.part(AnswerTrail.class))) {
            ports.look();
            assertThat(ports.authorities()).isEmpty();
            wanted.set(List.of(Authority.of("dune", "localhost", port)));
            ports.look();
            assertThat(said(port, "?lifetime=3600")).doesNotContain("<warning>");
            wanted.set(List.of(new Authority("dune", "dune", "localhost", port, Duration.ofMinutes(1), false)));
            ports.look();
            assertThat(said(port, "?lifetime=3600")).contains("shortened to 60 seconds!");
            wanted.set(List.of());
            ports.look();
            assertThat(ports.authority("dune")).isNull();
            assertThatIOException().isThrownBy(() -> new Socket("localhost", port));
        }
    }

    private static String said(int port, String query) throws IOException {
        try (Line line = new Line(alice, port)) {
            return line.say("GET /generate-ac" + query + " HTTP/1.1\r\n\r\n").hear();
        }
    }

    @Test
    void sitesFetchTheirFiles() {
        String dn = "/DC=org/DC=gridauthz/CN=localhost";
        assertThat(place.service
                        .get(place.site.alice, "/api/v1/vos/dune/vomses")
                        .body())
                .isEqualTo("\"dune\" \"localhost\" \"" + place.dune + "\" \"" + dn + "\" \"dune\"\n");
        var lsc = place.service.get(place.site.alice, "/api/v1/vos/dune/lsc");
        assertThat(lsc.body()).isEqualTo(dn + "\n" + place.ca().slashName() + "\n");
        assertThat(lsc.headers().firstValue("Content-Disposition")).contains("attachment; filename=\"localhost.lsc\"");
        assertThat(place.service.get(place.site.alice, "/api/v1/vomses").body().lines())
                .hasSize(2);
        assertThat(place.service.get(place.site.alice, "/api/v1/vos/atlas/lsc").statusCode())
                .isEqualTo(404);
        assertThat(place.service
                        .get(place.site.alice, "/api/v1/vos/dune/lsc?next=true")
                        .statusCode())
                .isEqualTo(404);
    }
}
