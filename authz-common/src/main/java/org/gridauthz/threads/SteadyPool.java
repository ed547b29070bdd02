package org.gridauthz.threads;

import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * As many threads as are wanted at a time, each started by one of the usual niceness: on Linux a thread begins as nice as the one that starts it, with
 * its slice, and without a privilege nobody becomes less nice. Started by threads that give way, those of calls would give way for ever. So neither
 * whoever hands work over starts one, nor one that ends its successor.
 */
public class SteadyPool extends ThreadPoolExecutor {
    private static final Logger LOG = LoggerFactory.getLogger(SteadyPool.class);
    private static final long IDLE_SECONDS = 60;
    private static final ThreadLocal<Boolean> LEAVING = ThreadLocal.withInitial(() -> false);
    /** Started when this class is first used: at a service's start, by a thread as nice as the service. */
    private static final ThreadPoolExecutor STARTER = (ThreadPoolExecutor) Executors.newFixedThreadPool(
            1, Thread.ofPlatform().daemon().name("starter-", 0).factory());

    static {
        STARTER.prestartAllCoreThreads();
    }

    /** From hand to hand; a thread that is to end finds nothing any more. */
    private static final class Hands extends SynchronousQueue<Runnable> {
        private static final long serialVersionUID = 1L;

        @Override
        public @Nullable Runnable poll(long time, TimeUnit unit) throws InterruptedException {
            return LEAVING.get() ? null : super.poll(time, unit);
        }
    }

    public SteadyPool(ThreadFactory threads) {
        super(0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new Hands(), threads);
    }

    /** This thread, if it is a pool's, ends with the work it is at. */
    protected static void endWithThisWork() {
        LEAVING.set(true);
    }

    /**
     * Given to a thread that is idle, or to one that is being started when this returns.
     *
     * @throws RejectedExecutionException if the pool was shut down
     */
    @Override
    public void execute(Runnable work) {
        Runnable whole = () -> toItsEnd(work);
        if (isShutdown()) {
            super.execute(whole);
        } else if (!getQueue().offer(whole)) {
            STARTER.execute(() -> start(whole));
        }
    }

    /** What escapes from it is reported and ends no thread. */
    private static void toItsEnd(Runnable work) {
        try {
            work.run();
        } catch (Throwable e) {
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
        }
    }

    private void start(Runnable work) {
        try {
            super.execute(work);
        } catch (RejectedExecutionException e) {
            LOG.debug("shut down meanwhile", e);
        } catch (OutOfMemoryError e) {
            // The system lets us have no further thread: late is better than never.
            LOG.error("no thread can be started", e);
            work.run();
        }
    }
}
