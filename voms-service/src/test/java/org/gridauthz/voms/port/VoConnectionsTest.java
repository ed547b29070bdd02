package org.gridauthz.voms.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import org.gridauthz.testkit.ca.TestAnchors;
import org.gridauthz.testkit.ca.TestCredential;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.gridauthz.trust.GridTrust;
import org.gridauthz.voms.TestMembers;
import org.gridauthz.voms.VomsPlace;
import org.gridauthz.voms.attribute.Standing.Member;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections to the port: how keys are agreed on, what is resumed, and those who never finish a sentence. */
class VoConnectionsTest {
    @RegisterExtension
    static final DatabaseBackend DATABASE = DatabaseBackend.h2();

    @TempDir
    static Path directory;

    private static final Duration DEADLINE = Duration.ofSeconds(2);
    private static final String ASK = "GET /generate-ac HTTP/1.1\r\n\r\n";

    private static VomsPlace place;
    private static SSLContext alice;

    @BeforeAll
    static void start() {
        place = new VomsPlace(directory, DATABASE.url(), "--gridauthz.authority.deadline=2s");
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

    /** P-256 is asked for where it is known; whoever does not know it is served as well. */
    @ParameterizedTest
    @ValueSource(strings = {"secp256r1", "x25519", "x25519,secp256r1", "secp384r1", "secp521r1,x25519"})
    void anyKeyExchangeWillDo(String groups) throws Exception {
        for (String version : List.of("TLSv1.2", "TLSv1.3")) {
            try (Line line = Line.offering(alice, place.dune, version, groups.split(","))) {
                assertThat(line.say(ASK).hear()).as(version).startsWith("HTTP/1.1 200 ");
            }
        }
    }

    /** In TLS 1.3 there is nothing to resume by: no ticket is given. */
    @ParameterizedTest
    @CsvSource({"TLSv1.2, true", "TLSv1.3, false"})
    void aResumedSessionIsStillHer(String version, boolean resumed) throws Exception {
        SSLContext context = place.site.alice.sslContext();
        long created = 0;
        for (int i = 0; i < 2; i++) {
            try (Line line = new Line(context, place.dune, version)) {
                assertThat(line.say("GET /generate-ac HTTP/1.1\r\n\r\n").hear()).startsWith("HTTP/1.1 200 ");
                long now = line.socket().getSession().getCreationTime();
                if (i > 0) {
                    assertThat(now == created).as("resumed").isEqualTo(resumed);
                }
                created = now;
            }
        }
    }

    @Test
    void aResumedSessionOfARevokedCertificateGetsNothing() throws Exception {
        TestCredential carol = place.ca().person("/DC=org/DC=gridauthz/CN=Carol");
        place.members()
                .put("dune", carol.slashName(), new Member(List.of(TestMembers.group("/dune")), List.of(), List.of()));
        SSLContext context = carol.sslContext();
        try (Line line = new Line(context, place.dune, "TLSv1.2")) {
            assertThat(line.say("GET /generate-ac HTTP/1.1\r\n\r\n").hear()).startsWith("HTTP/1.1 200 ");
        }
        place.ca().revoke(carol.leaf());
        TestAnchors.in(place.site.anchors()).crl(place.ca());
        place.service.part(GridTrust.class).reread();
        try (Line line = new Line(context, place.dune, "TLSv1.2")) {
            assertThat(line.say("GET /generate-ac HTTP/1.1\r\n\r\n").hear()).isEmpty();
        }
    }

    /** Twice the threads that a port has of each kind. */
    @Test
    void whoeverNeverFinishesHoldsNothingUpAndIsDropped() throws Exception {
        List<AutoCloseable> all = new ArrayList<>();
        List<Line> slow = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            all.add(new Socket("localhost", place.dune)); // says nothing at all
            slow.add(new Line(alice, place.dune).say("0"));
            slow.add(new Line(alice, place.dune).say("<?xml version=\"1.0\"?><voms><comm"));
        }
        all.addAll(slow);
        long start = System.nanoTime();
        try (Line line = new Line(alice, place.dune)) {
            assertThat(line.say(ASK).hear()).startsWith("HTTP/1.1 200 ");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(DEADLINE);
        for (Line line : slow) {
            assertThat(line.untilClosed()).isLessThan(DEADLINE.plusSeconds(3));
        }
        for (AutoCloseable each : all) {
            each.close();
        }
    }

    @Test
    void aByteNowAndThenDoesNotMoveTheDeadline() throws Exception {
        AtomicReference<IOException> end = new AtomicReference<>();
        try (Line line = new Line(alice, place.dune)) {
            Thread typist = Thread.ofVirtual().start(() -> {
                try {
                    for (int i = 0; i < 100; i++) {
                        line.say("G");
                        LockSupport.parkNanos(200_000_000);
                    }
                } catch (IOException e) {
                    end.set(e);
                }
            });
            assertThat(line.untilClosed()).isBetween(DEADLINE.minusMillis(500), DEADLINE.plusSeconds(3));
            typist.join();
            assertThat(end.get()).isNotNull();
        }
    }
}
