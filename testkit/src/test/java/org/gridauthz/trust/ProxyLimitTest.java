package org.gridauthz.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.gridauthz.identity.Fqan;
import org.gridauthz.testkit.ca.ProxyRequest;
import org.gridauthz.testkit.ca.TestCredential;
import org.gridauthz.testkit.ca.TestVo;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the holder of a proxy can do to the list of what the proxy was given: shorten it. */
class ProxyLimitTest {
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

    private static Set<String> limit(TestCredential credential) {
        Set<Fqan> limit = ProxyLimit.of(credential.chain(), "dune");
        return limit == null ? null : limit.stream().map(Fqan::toString).collect(Collectors.toSet());
    }

    @Test
    void whoeverShowsNoAttributesHasNoLimit() {
        assertThat(limit(world.alice)).isNull();
        assertThat(limit(world.alice.proxies(2))).isNull();
        assertThat(limit(world.cms.proxy(world.alice, "/cms"))).isNull();
    }

    @Test
    void theLimitIsWhatTheProxyWasGiven() {
        assertThat(limit(world.dune
                        .proxy(world.alice, "/dune", "/dune/Role=pilot")
                        .proxies(2)))
                .containsExactlyInAnyOrder("/dune", "/dune/Role=pilot");
    }

    @Test
    void anAcThatHasExpiredOrThatNobodyBelievesLimitsAllTheSame() {
        Clock past = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-50));
        AttributeOrder order =
                AttributeOrder.of(world.alice.endEntity(), List.of(Fqan.parse("/dune")), Duration.ofMinutes(5));
        byte[] old = world.dune.issuing(past).issue(order).der();
        assertThat(limit(world.alice.proxy().attributeCertificate(old).issue())).containsExactly("/dune");
        TestVo forged = TestVo.of(world.ca.impostor(), "dune", "voms.example.org");
        assertThat(limit(forged.proxy(world.alice, "/dune"))).containsExactly("/dune");
    }

    @Test
    void aFurtherProxyShortensAndNeverLengthens() {
        TestCredential given = world.dune.proxy(world.alice, "/dune", "/dune/far");
        TestVo forged = TestVo.of(world.ca.impostor(), "dune", "voms.example.org");
        byte[] wish = forged.ac(world.alice, "/dune", "/dune/Role=boss");
        assertThat(limit(given.proxy().attributeCertificate(wish).issue())).containsExactly("/dune");
        byte[] another = world.cms.ac(world.alice, "/cms");
        assertThat(limit(given.proxy().attributeCertificate(another).issue()))
                .as("an AC of another VO covers nothing up")
                .containsExactlyInAnyOrder("/dune", "/dune/far");
        assertThat(limit(given.proxy()
                        .attributeCertificate(wish)
                        .attributeCertificate(world.dune.ac(world.alice, "/dune/far"))
                        .issue()))
                .containsExactlyInAnyOrder("/dune", "/dune/far");
    }

    @Test
    void whatDoesNotReadLeavesNothing() {
        byte[] rubbish = {4, 2, 1, 1};
        assertThat(limit(world.alice.proxy().attributeCertificate(rubbish).issue()))
                .isEmpty();
        assertThat(limit(world.dune
                        .proxy(world.alice, "/dune")
                        .proxy()
                        .extension(ProxyRequest.VOMS_EXTENSION, false, rubbish)
                        .issue()))
                .isEmpty();
    }
}
