package org.gridauthz.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.gridauthz.audit.AdminAct;
import org.gridauthz.ban.Ban;
import org.gridauthz.ban.BanKind;
import org.gridauthz.ban.BanTarget;
import org.gridauthz.ban.store.BanBook;
import org.gridauthz.ban.store.LiveBans;
import org.gridauthz.changes.Epoch;
import org.gridauthz.changes.ReloadReason;
import org.gridauthz.changes.store.ChangeLog;
import org.gridauthz.testkit.ca.TestCa;
import org.gridauthz.testkit.ca.TestCredential;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.gridauthz.trust.AttributeReader;
import org.gridauthz.trust.ChainVerdict;
import org.gridauthz.trust.GridTrust;
import org.gridauthz.trust.TrustSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A system clock jumps by 45 minutes: a proxy and a ban that have half an hour to go. */
class JumpTest {
    private static final Duration JUMP = Duration.ofMinutes(45);
    private static final TestCa CA = TestCa.root("/DC=org/CN=Jump CA");
    private static final AdminAct ACT = new AdminAct("/CN=officer", "198.51.100.7", "ban", "x", "for a while", null);

    @RegisterExtension
    final DatabaseBackend db = DatabaseBackend.h2();

    private final Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private Duration jumped = Duration.ZERO;
    private long passed;
    private final InstantSource wall = () -> start.plusNanos(passed).plus(jumped);
    private final DecisionClock clock = new DecisionClock(wall, () -> passed);

    private void jump(Duration by, boolean databaseToo) {
        clock.hear(start.plusNanos(passed), List.of());
        jumped = by;
        passed += 1_000_000_000L;
        clock.hear(start.plusNanos(passed).plus(databaseToo ? by : Duration.ZERO), List.of());
    }

    private GridTrust trust(InstantSource by) {
        return GridTrust.ofCertificates(List.of(CA.certificate()), TrustSettings.defaults(), AttributeReader.NONE, by);
    }

    @Test
    void deniesNoValidProxy() {
        TestCredential proxy = CA.person("/DC=org/CN=Alice")
                .proxy()
                .validity(start.minusSeconds(600), start.plusSeconds(1800))
                .issue();
        for (boolean databaseToo : new boolean[] {false, true}) {
            jump(JUMP, databaseToo);
            assertThat(trust(wall).verify(proxy.chain()))
                    .as("by the system's clock")
                    .isInstanceOf(ChainVerdict.Refused.class);
            assertThat(trust(clock).verify(proxy.chain())).isInstanceOf(ChainVerdict.Believed.class);
            assertThat(trust(clock).verifyPem(proxy.chainPem())).isInstanceOf(ChainVerdict.Believed.class);
        }
        jump(JUMP.negated(), true);
        passed += Duration.ofMinutes(40).toNanos();
        assertThat(trust(clock).verify(proxy.chain()))
                .as("nor does one live longer for it")
                .isInstanceOf(ChainVerdict.Refused.class);
    }

    @Test
    void endsNoBanEarly() {
        new BanBook(db.dataSource(), new ChangeLog(db.dataSource()), clock)
                .ban(
                        BanTarget.of(BanKind.DN, "/CN=Jane"),
                        Ban.OFFICER,
                        "for a while",
                        "T-1",
                        start.plusSeconds(1800),
                        ACT,
                        null);
        LiveBans byWall = new LiveBans(db.dataSource(), Map.of(), wall);
        LiveBans byClock = new LiveBans(db.dataSource(), Map.of(), clock);
        for (LiveBans bans : List.of(byWall, byClock)) {
            bans.reload(ReloadReason.START, new Epoch("g", 1)).run();
            assertThat(bans.index().size()).isEqualTo(1);
        }
        jump(JUMP, true);
        byWall.tick();
        byClock.tick();
        assertThat(byWall.index().size()).as("by the system's clock").isZero();
        assertThat(byClock.index().size()).isEqualTo(1);
        passed += Duration.ofMinutes(31).toNanos();
        byClock.tick();
        assertThat(byClock.index().size()).as("it ends when its time is over").isZero();
    }

    @Test
    void whatTurnsOnAnUndecidedClockIsNoVerdict() {
        TestCredential longer = CA.person("/DC=org/CN=Bob");
        TestCredential shorter = longer.proxy()
                .validity(start.minusSeconds(600), start.plusSeconds(1800))
                .issue();
        GridTrust trust = trust(clock);
        clock.hear(start.plus(JUMP), List.of()); // nobody ever agreed with either
        assertThat(trust.verify(shorter.chain())).isInstanceOf(ChainVerdict.Unknown.class);
        assertThat(trust.verify(longer.chain())).isInstanceOf(ChainVerdict.Believed.class);
    }
}
