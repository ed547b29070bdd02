package org.gridauthz.assembly;

import java.time.Duration;
import org.gridauthz.clock.Pause;
import org.gridauthz.tls.TlsListeners;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The first thing that happens when a service stops, before Boot takes no more connections: directors are given time to notice, callers
 * are sent away with their next answer, and connections on which nothing happens are closed.
 */
final class Departure implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Departure.class);
    /** A caller that is at work comes again sooner than this. */
    private static final Duration IDLE = Duration.ofSeconds(1);

    private static final Duration LOOK = Duration.ofMillis(50);

    private final TlsListeners listeners;
    private final Duration notice;
    private final Duration deadline;
    private volatile boolean running;

    Departure(TlsListeners listeners, Duration notice, Duration deadline) {
        this.listeners = listeners;
        this.notice = notice;
        this.deadline = deadline;
    }

    /** Before everything else, above all before Boot's own graceful end: that one answers kept connections with 503. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public void stop() {
        running = false;
        listeners.draining().stopping();
        if (listeners.draining().watched()) {
            // Nothing tells when a director has noticed, or below when a caller's connection falls idle.
            Pause.of(notice);
        }
        long end = System.nanoTime() + deadline.toNanos();
        // In a process whose health nobody asks for, nobody is to be spared either: what is idle goes at once.
        Duration idle = listeners.draining().watched() ? IDLE : Duration.ZERO;
        int left = listeners.closeIdle(idle);
        while (left > 0 && System.nanoTime() < end && !Thread.currentThread().isInterrupted()) {
            Pause.of(LOOK);
            left = listeners.closeIdle(idle);
        }
        if (left > 0) {
            LOG.warn("{} connections were still at work after {}", left, deadline);
        }
    }
}
