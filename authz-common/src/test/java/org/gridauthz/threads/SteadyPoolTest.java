package org.gridauthz.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SteadyPoolTest {
    private final SteadyPool pool =
            new SteadyPool(Thread.ofPlatform().daemon().name("steady-", 0).factory());

    /** Without a privilege nobody would get it back to what it should be. */
    @Test
    void aThreadIsNotAsNiceAsWhoeverHandsWorkOver() throws Exception {
        int here = OwnThread.niceness();
        FutureTask<Integer> handing =
                new FutureTask<>(() -> pool.submit(OwnThread::niceness).get(20, TimeUnit.SECONDS));
        KernelPriority.threads("nice-", here + 7, 0).newThread(handing).start();
        assertThat(handing.get(20, TimeUnit.SECONDS)).isEqualTo(here);
        pool.shutdown();
    }

    @Test
    void threadsAreUsedAgainAndThereAreAsManyAsAreWanted() throws Exception {
        CountDownLatch both = new CountDownLatch(2);
        Future<?> one = pool.submit(() -> meet(both));
        Future<?> other = pool.submit(() -> meet(both));
        one.get(20, TimeUnit.SECONDS);
        other.get(20, TimeUnit.SECONDS);
        assertThat(pool.getLargestPoolSize()).isEqualTo(2);
        for (int i = 0; i < 50; i++) {
            pool.submit(() -> {}).get(20, TimeUnit.SECONDS);
        }
        assertThat(pool.getCompletedTaskCount()).isGreaterThan(40);
        assertThat(pool.getLargestPoolSize()).isLessThan(10);
        pool.shutdown();
    }

    private static void meet(CountDownLatch both) {
        both.countDown();
        try {
            assertThat(both.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Its successor would be started by it. */
    @Test
    void whatEscapesFromWorkEndsNoThread() throws Exception {
        CompletableFuture<Throwable> reported = new CompletableFuture<>();
        CompletableFuture<Thread> first = new CompletableFuture<>();
        pool.execute(() -> {
            Thread thread = Thread.currentThread();
            thread.setUncaughtExceptionHandler((any, escaped) -> reported.complete(escaped));
            first.complete(thread);
            throw new IllegalStateException("escapes");
        });
        assertThat(reported.get(20, TimeUnit.SECONDS)).hasMessage("escapes");
        pool.submit(() -> {}).get(20, TimeUnit.SECONDS);
        assertThat(first.get().isAlive()).isTrue();
        pool.shutdown();
    }

    @Test
    void afterShutdownNothingIsTaken() {
        pool.shutdown();
        assertThatThrownBy(() -> pool.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
    }
}
