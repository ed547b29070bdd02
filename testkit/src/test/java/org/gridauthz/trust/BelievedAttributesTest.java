package org.gridauthz.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.gridauthz.identity.Fqan;
import org.gridauthz.testkit.ca.TestCredential;
import org.gridauthz.trust.ChainVerdict.Believed;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attributes as part of a chain's verdict: they never cost the chain its belief, and never outlive their own. */
class BelievedAttributesTest {
    @TempDir
    static Path scratch;

    private static VomsWorld world;

    @BeforeAll
    static void world() {
        world = new VomsWorld(scratch);
    }

    @AfterAll
    static void end() {
        world.close();
    }

    private static VerifiedChain believed(ChainVerdict verdict) {
        assertThat(verdict).isInstanceOf(Believed.class);
        return ((Believed) verdict).chain();
    }

    private static TestCredential proxyFor(Duration lifetime) {
        AttributeOrder order =
                AttributeOrder.of(world.alice.endEntity(), List.of(Fqan.parse("/dune/Role=production")), lifetime);
        return world.alice.proxy().attributeCertificate(world.dune.ac(order)).issue();
    }

    @Test
    void aBadAcCostsItsAttributesOnly() {
        VerifiedChain chain = believed(world.grid.verify(world.alice
                .proxy()
                .attributeCertificate(world.dune.ac(world.bob, "/dune"))
                .attributeCertificate(world.cms.ac(world.alice, "/cms"))
                .issue()
                .chain()));
        assertThat(chain.subject().slash().text()).isEqualTo("/DC=org/DC=gridauthz/CN=Alice");
        assertThat(chain.attributes()).extracting(VomsAttributes::vo).containsExactly("cms");
        assertThat(chain.refusedAttributes())
                .extracting(RefusedAttributes::reason)
                .containsExactly(AttributeRefusal.AC_HOLDER_MISMATCH);
    }

    @Test
    void aRememberedChainLosesItsAttributesWhenTheAcEnds() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
        try (GridTrust grid = GridTrust.ofDirectory(world.anchors, TrustSettings.defaults(), world.trust, now::get)) {
            TestCredential proxy = proxyFor(Duration.ofHours(1));
            assertThat(believed(grid.verify(proxy.chain())).attributes()).hasSize(1);
            now.set(now.get().plus(Duration.ofMinutes(61)));
            VerifiedChain later = believed(grid.verify(proxy.chain()));
            assertThat(later.attributes()).isEmpty();
            assertThat(later.refusedAttributes())
                    .extracting(RefusedAttributes::reason)
                    .containsExactly(AttributeRefusal.AC_EXPIRED);
        }
    }

    @Test
    void whatIsRememberedOfOneInstantIsNotAnswerForAnother() {
        TestCredential proxy = proxyFor(Duration.ofHours(1));
        Instant over = Instant.now().plus(Duration.ofHours(2));
        assertThat(believed(world.grid.verify(proxy.chain(), over)).attributes())
                .isEmpty();
        assertThat(believed(world.grid.verify(proxy.chain())).attributes()).hasSize(1);
        assertThat(believed(world.grid.verify(proxy.chain(), over)).attributes())
                .isEmpty();
    }

    @Test
    void aRememberedChainLosesItsAttributesWithTheLscFile(@TempDir Path other) throws IOException {
        Path lsc = world.dune.writeLsc(other);
        VomsTrust voms = new VomsTrust(new Vomsdir(other, Clock.systemUTC()), List.of());
        try (GridTrust grid = GridTrust.ofDirectory(world.anchors, TrustSettings.defaults(), voms, Clock.systemUTC())) {
            TestCredential proxy = proxyFor(Duration.ofHours(1));
            assertThat(believed(grid.verify(proxy.chain())).attributes()).hasSize(1);
            Files.delete(lsc);
            grid.reread();
            assertThat(believed(grid.verify(proxy.chain())).attributes()).isEmpty();
        }
    }
}
