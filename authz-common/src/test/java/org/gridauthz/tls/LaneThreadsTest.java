package org.gridauthz.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.gridauthz.community.Lane;
import org.gridauthz.threads.OwnThread;
import org.junit.jupiter.api.Test;

class LaneThreadsTest {
    /** As when the step that ends and lets the call have its seat is a lent one. */
    @Test
    void aCallDoesNotGiveWayBecauseItsThreadWasWantedByOneThatDoes() throws Exception {
        try (LaneThreads lent = new LaneThreads(Lane.LENT_HANDSHAKE);
                LaneThreads calls = new LaneThreads(Lane.CALL);
                LaneThreads handshakes = new LaneThreads(Lane.HANDSHAKE)) {
            int here = OwnThread.niceness();
            Callable<Integer> call = () -> calls.submit(OwnThread::niceness).get(20, TimeUnit.SECONDS);
            Callable<Integer> handshake =
                    () -> handshakes.submit(OwnThread::niceness).get(20, TimeUnit.SECONDS);
            assertThat(lent.submit(OwnThread::niceness).get(20, TimeUnit.SECONDS))
                    .isEqualTo(Lane.LENT_HANDSHAKE.niceness());
            assertThat(lent.submit(call).get(20, TimeUnit.SECONDS)).isEqualTo(here);
            assertThat(lent.submit(handshake).get(20, TimeUnit.SECONDS)).isEqualTo(Lane.HANDSHAKE.niceness());
        }
    }

    @Test
    void whoeverBecameNicerEndsWithItsWorkAndHasNoSuccessor() throws Exception {
        try (LaneThreads threads = new LaneThreads(Lane.CALL)) {
            int usual = threads.submit(OwnThread::niceness).get(20, TimeUnit.SECONDS);
            AtomicReference<Thread> nicer = new AtomicReference<>();
            int became = threads.submit(() -> {
                        LaneThreads.goesOnIn(Lane.LENT_CALL);
                        LaneThreads.goesOnIn(Lane.CALL);
                        nicer.set(Thread.currentThread());
                        return OwnThread.niceness();
                    })
                    .get(20, TimeUnit.SECONDS);
            assertThat(became).isEqualTo(Lane.LENT_CALL.niceness());
            assertThat(nicer.get().join(Duration.ofSeconds(20))).isTrue();
            for (int i = 0; i < 20; i++) {
                assertThat(threads.submit(OwnThread::niceness).get(20, TimeUnit.SECONDS))
                        .isEqualTo(usual);
            }
        }
    }
}
