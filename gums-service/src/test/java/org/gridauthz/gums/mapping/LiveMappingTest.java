package org.gridauthz.gums.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gridauthz.ban.Ban;
import org.gridauthz.ban.BanIndex;
import org.gridauthz.ban.BanKind;
import org.gridauthz.ban.BanTarget;
import org.gridauthz.changes.Change;
import org.gridauthz.gums.mapping.AccountMapper.Unix;
import org.gridauthz.gums.mapping.Leases.LeaseAnswer;
import org.gridauthz.identity.Fqan;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.identity.Subject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LiveMappingTest {
    private Instant now = Instant.parse("2026-11-22T12:00:00Z");
    private Duration age = Duration.ZERO;
    private BanIndex bans = BanIndex.empty();
    private LeaseAnswer lease = new LeaseAnswer.Leased("dune1");
    private int asked;

    private final Mapper mapper = new Mapper(new Leases() {
        @Override
        public LeaseAnswer lease(String pool, Subject subject) {
            asked++;
            return lease;
        }

        @Override
        public @Nullable String peek(String pool, Subject subject) {
            return null;
        }
    });

    private final LiveMapping live = new LiveMapping(
            mapper, () -> bans, () -> age, Duration.ofHours(24), () -> now, "ban", Set.of("lease-release"));

    LiveMappingTest() {
        Policy policy = new Policy(
                Policy.Fqans.PRIMARY,
                true,
                true,
                List.of(),
                List.of(),
                List.of(),
                List.of(new UserGroup.Voms("g", null, "/dune", null, UserGroup.Match.VO, false, null, false)),
                List.of(new AccountMapper.Pool("m", "dune", Unix.NONE)),
                List.of(new Policy.GroupMapping("x", null, List.of("g"), List.of("m"), null)),
                List.of(new Policy.HostRule(Policy.HostRule.Form.CN, List.of("h"), null, List.of("x"))));
        mapper.update(index -> index.with(policy));
        live.tick();
    }

    private String answer() {
        Subject subject =
                new Subject.Person(new SlashDn("/CN=a"), false, null, null, List.of(Fqan.parse("/dune")), true);
        Decision decision = mapper.map(new MappingRequest(new Host("h"), subject));
        return decision instanceof Decision.Permit permit ? permit.account().name() : decision.reason();
    }

    @Test
    void aQuietTickForgetsNothing() {
        answer();
        live.tick();
        answer();
        assertThat(asked).isEqualTo(1);
    }

    @Test
    void aBanCountsWithItsChangeAndEndsWithTheTick() {
        assertThat(answer()).isEqualTo("dune1");
        Ban ban = new Ban(BanTarget.of(BanKind.DN, "/CN=a"), Ban.OFFICER, 1, "r", "t", null);
        bans = BanIndex.of(List.of(ban), Map.of(), now);
        live.apply(new Change(7, "id", "ban", List.of(ban.id()), false));
        assertThat(answer()).isEqualTo("banned");
        bans = BanIndex.empty();
        live.tick();
        assertThat(answer()).isEqualTo("dune1");
    }

    @Test
    void aReleasedLeaseIsAskedForAgain() {
        assertThat(answer()).isEqualTo("dune1");
        lease = new LeaseAnswer.Leased("dune2");
        live.apply(new Change(7, "id", "lease-release", List.of("dune1"), false));
        assertThat(answer()).isEqualTo("dune2");
    }

    @Test
    void everyDayTellsThePoolThatTheAccountIsInUse() {
        answer();
        now = now.plus(Duration.ofHours(13));
        live.tick();
        answer();
        assertThat(asked).isEqualTo(2);
    }

    /** A stale instance must not go on giving an account that is somebody else's by now. */
    @Test
    void nothingRememberedOutlivesTheQuarantine() {
        assertThat(answer()).isEqualTo("dune1");
        age = Duration.ofHours(25);
        lease = new LeaseAnswer.Unavailable("too old");
        live.tick();
        assertThat(answer()).isEqualTo("pool-unavailable");
        age = Duration.ZERO;
        lease = new LeaseAnswer.Leased("dune3");
        live.tick();
        assertThat(answer()).isEqualTo("dune3");
    }
}
