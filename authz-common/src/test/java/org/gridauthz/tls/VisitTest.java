package org.gridauthz.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.gridauthz.community.AcceptGate;
import org.gridauthz.community.Communities;
import org.gridauthz.community.Peer;
import org.junit.jupiter.api.Test;

class VisitTest {
    private static final InetAddress ADDRESS = InetAddress.getLoopbackAddress();

    private final Visit visit = new Visit(
            Objects.requireNonNull(new AcceptGate(Communities.ONE).enter(Communities.ONE.fallback(), ADDRESS)),
            new Peer(null, ADDRESS, "https"),
            0);
    private final List<String> steps = new ArrayList<>();

    private void step(String name) {
        visit.step(() -> steps.add(name));
    }

    @Test
    void whatComesWhileAStepIsUnderWayFollowsIt() {
        step("handshake");
        step("read");
        step("write");
        assertThat(steps).containsExactly("handshake");

        visit.ended();
        assertThat(steps).containsExactly("handshake", "read");
        visit.ended();
        assertThat(steps).containsExactly("handshake", "read", "write");
        visit.ended();
        step("next");
        assertThat(steps).endsWith("next").hasSize(4);
    }

    @Test
    void nothingIsLostNorAtWorkTwiceHoweverStepsMeet() throws Exception {
        AtomicInteger atWork = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch all = new CountDownLatch(8 * 2_000);
        try (ExecutorService threads = Executors.newFixedThreadPool(10)) {
            Runnable step = () -> {
                Future<?> unused = threads.submit(() -> {
                    most.accumulateAndGet(atWork.incrementAndGet(), Math::max);
                    atWork.decrementAndGet();
                    all.countDown();
                    visit.ended();
                });
            };
            for (int asking = 0; asking < 8; asking++) {
                Future<?> unused = threads.submit(() -> {
                    for (int i = 0; i < 2_000; i++) {
                        visit.step(step);
                    }
                });
            }
            all.await();
        }
        assertThat(most).hasValue(1);
    }
}
