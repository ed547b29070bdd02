package org.gridauthz.threads;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * As many threads as are wanted at a time, none of them started by whoever hands work over: on Linux a thread begins as nice as the one that starts
 * it, with its slice, and without a privilege nobody becomes less nice. Started by a thread that gives way, those of calls would give way for ever.
 */
public class SteadyPool extends ThreadPoolExecutor {
    private static final Logger LOG = LoggerFactory.getLogger(SteadyPool.class);
    private static final long IDLE_SECONDS = 60;
    /** Started when this class is first used: at a service's start, by a thread as nice as the service. */
    private static final ThreadPoolExecutor STARTER =
            (ThreadPoolExecutor) java.util.concurrent.Executors.newFixedThreadPool(
                    1, Thread.ofPlatform().daemon().name("starter-", 0).factory());

    static {
        STARTER.prestartAllCoreThreads();
    }

    public SteadyPool(ThreadFactory threads) {
        super(0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), threads);
    }

    /**
     * Given to a thread that is idle, or to one that is being started when this returns.
     *
     * @throws RejectedExecutionException if the pool was shut down
     */
    @Override
    public void execute(Runnable work) {
        if (isShutdown()) {
            super.execute(work);
        } else if (!getQueue().offer(work)) {
            STARTER.execute(() -> start(work));
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
