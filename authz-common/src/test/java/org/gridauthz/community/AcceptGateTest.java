package org.gridauthz.community;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.gridauthz.community.AcceptGate.Pass;
import org.gridauthz.community.AcceptGate.Turned;
import org.gridauthz.community.Communities.Crowd;
import org.gridauthz.community.Communities.SourceBudget;
import org.gridauthz.community.Community.Limits;
import org.junit.jupiter.api.Test;

class AcceptGateTest {
    private static final Community ALL = community("all", 1000, 1000);
    private final AcceptGate gate = new AcceptGate(communities(3, 2));

    private static Community community(String name, int connections, int halfOpen) {
        return new Community(
                name, 1, null, Community.Rules.NONE, new Limits(8, 4, 9, Duration.ofSeconds(1), connections, halfOpen));
    }

    private static Communities communities(int connections, int halfOpen) {
        return new Communities(
                List.of(ALL),
                ALL,
                1,
                5,
                Duration.ofSeconds(5),
                new SourceBudget(connections, halfOpen),
                List.of(new Crowd("farm", List.of(Network.of("192.0.2.0/28"), Network.of("2001:db8:f::/48")), 10)));
    }

    private int enters(String... addresses) throws Exception {
        int in = 0;
        for (String address : addresses) {
            in += gate.enter(ALL, InetAddress.getByName(address)) == null ? 0 : 1;
        }
        return in;
    }

    @Test
    void anAddressHasItsBudget() throws Exception {
        assertThat(enters("198.51.100.1", "198.51.100.1", "198.51.100.1")).isEqualTo(2);
        assertThat(enters("198.51.100.2")).isEqualTo(1);
        assertThat(gate.turned("all")).containsEntry(Turned.SOURCE_HALF_OPEN, 1L);
    }

    @Test
    void whoHasOneOfASlash64HasAll() throws Exception {
        assertThat(enters("2001:db8::1", "2001:db8::2", "2001:db8:0:0:ffff::3")).isEqualTo(2);
        assertThat(enters("2001:db8:0:1::1")).isEqualTo(1);
    }

    @Test
    void aCrowdHasTheBudgetOfItsPopulationTogether() throws Exception {
        int in = 0;
        for (int i = 0; i < 40; i++) {
            in += enters(i % 2 == 0 ? "192.0.2." + i % 16 : "2001:db8:f:" + i + "::1");
        }
        assertThat(in).isEqualTo(20);
    }

    @Test
    void aFinishedHandshakeMakesRoomForAnotherAndAConnectionUntilItIsClosed() throws Exception {
        InetAddress address = InetAddress.getByName("198.51.100.1");
        for (int i = 0; i < 3; i++) {
            Pass pass = gate.enter(ALL, address);
            assertThat(pass).isNotNull();
            pass.shaken();
            pass.shaken();
        }
        assertThat(gate.enter(ALL, address)).isNull();
        assertThat(gate.turned("all")).containsOnlyKeys(Turned.SOURCE_CONNECTIONS);
        assertThat(gate.open("all")).containsExactly(3, 0);
    }

    @Test
    void aCommunityHasItsBudgetWhateverTheSources() {
        Community small = community("small", 5, 3);
        Random random = new Random(1);
        int in = 0;
        for (int i = 0; i < 10; i++) {
            in += gate.enter(small, address(random)) == null ? 0 : 1;
        }
        assertThat(in).isEqualTo(3);
        assertThat(gate.turned("small")).containsOnlyKeys(Turned.COMMUNITY_HALF_OPEN);
        assertThat(gate.enter(ALL, address(random))).isNotNull();
    }

    @Test
    void itForgetsWhoIsGone() {
        Random random = new Random(2);
        List<Pass> passes = new ArrayList<>();
        for (int i = 0; i < 1500; i++) {
            Pass pass = gate.enter(ALL, address(random));
            if (pass != null) {
                passes.add(pass);
            }
        }
        assertThat(passes).hasSize(1000);
        for (Pass pass : passes) {
            if (random.nextBoolean()) {
                pass.shaken();
            }
            pass.leave();
            pass.leave();
            pass.shaken();
        }
        assertThat(gate.sources()).isZero();
        assertThat(gate.open("all")).containsExactly(0, 0);
    }

    private static InetAddress address(Random random) {
        byte[] bytes = new byte[4];
        random.nextBytes(bytes);
        bytes[0] = 100;
        try {
            return InetAddress.getByAddress(bytes);
        } catch (java.net.UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
