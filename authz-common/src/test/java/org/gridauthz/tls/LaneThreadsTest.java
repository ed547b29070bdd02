package org.gridauthz.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
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
    void whoeverBecameNicerEndsWithItsWork() throws Exception {
        try (LaneThreads threads = new LaneThreads(Lane.CALL)) {
            Callable<String> work = () -> Thread.currentThread().getName() + " " + OwnThread.niceness();
            String first = threads.submit(work).get(20, TimeUnit.SECONDS);
            String nicer = threads.submit(() -> {
                        LaneThreads.goesOnIn(Lane.LENT_CALL);
                        LaneThreads.goesOnIn(Lane.CALL);
                        return work.call();
                    })
                    .get(20, TimeUnit.SECONDS);
            String next = threads.submit(work).get(20, TimeUnit.SECONDS);
            assertThat(nicer).endsWith(" " + (Lane.LENT_CALL.niceness()));
            assertThat(next).endsWith(first.substring(first.indexOf(' ')));
            assertThat(next.split(" ")[0]).isNotEqualTo(nicer.split(" ")[0]);
        }
    }
}
