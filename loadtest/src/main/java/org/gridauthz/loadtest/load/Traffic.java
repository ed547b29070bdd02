package org.gridauthz.loadtest.load;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Calls of one kind at one port.
 *
 * @param identities who calls: each new connection is another's; what is kept or resumed stays with one
 * @param requests what they ask, in turn
 * @param workers most calls under way at once
 */
public record Traffic(
        List<Identity> identities,
        HttpCall.Way way,
        int port,
        List<Asked> requests,
        int workers,
        ThreadFactory threads) {
    private static final Duration OPENING = Duration.ofMillis(200);

    public Traffic {
        identities = List.copyOf(identities);
        requests = List.copyOf(requests);
    }

    /** On platform threads, which a scheduling class and a short sleep mean something to. */
    public static Traffic of(List<Identity> identities, HttpCall.Way way, int port, List<Asked> requests, int workers) {
        return new Traffic(
                identities,
                way,
                port,
                requests,
                workers,
                Thread.ofPlatform().daemon().name("call-", 0).factory());
    }

    /** At a rate. Kept connections are opened before the first arrival. */
    public OpenLoop at(double perSecond, Duration length, long seed, boolean keepSamples) {
        long begin = System.nanoTime() + OPENING.toNanos();
        return start(Arrivals.at(perSecond, length, begin, seed), perSecond, keepSamples);
    }

    /** As fast as answers come. */
    public OpenLoop unbounded(Duration length) {
        return start(Arrivals.unbounded(length, System.nanoTime()), 0, false);
    }

    /** So many calls, as fast as answers come. */
    public Measured once(int calls) throws InterruptedException {
        return start(Arrivals.counted(calls, System.nanoTime()), 0, false).await();
    }

    private OpenLoop start(Arrivals arrivals, double offered, boolean keepSamples) {
        Turns turns = new Turns(identities, requests);
        return OpenLoop.start(
                arrivals,
                offered,
                workers,
                threads,
                keepSamples,
                number -> turns.call(number, port, way).opened());
    }

    /** Who asks next, and what. */
    public static final class Turns {
        private final List<Identity> identities;
        private final List<Asked> requests;
        private final AtomicInteger who = new AtomicInteger();
        private final AtomicInteger what = new AtomicInteger();

        public Turns(List<Identity> identities, List<Asked> requests) {
            this.identities = List.copyOf(identities);
            this.requests = List.copyOf(requests);
        }

        private Asked asked() {
            return requests.get(Math.floorMod(what.getAndIncrement(), requests.size()));
        }

        private Identity anybody() {
            return identities.get(Math.floorMod(who.getAndIncrement(), identities.size()));
        }

        /** One worker's. */
        public HttpCall call(int number, int port, HttpCall.Way way) {
            Identity one = identities.get(number % identities.size());
            return new HttpCall(way == HttpCall.Way.NEW ? this::anybody : () -> one, port, way, this::asked);
        }
    }

    /** Waits, with a line on standard error every two seconds. */
    public static Measured watched(String what, OpenLoop loop, Duration length) throws InterruptedException {
        Thread watcher = Thread.ofVirtual().start(() -> {
            long end = System.nanoTime() + length.toNanos();
            try {
                for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
                    TimeUnit.NANOSECONDS.sleep(Math.min(left, TimeUnit.SECONDS.toNanos(2)));
                    long[] now = loop.soFar();
                    System.err.printf(
                            "%s: %d begun, %d answered, %d shed, %d failed, %d s left%n",
                            what,
                            now[0],
                            now[1],
                            now[2],
                            now[3],
                            Math.max(0, (end - System.nanoTime()) / 1_000_000_000));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Measured measured = loop.await();
        watcher.interrupt();
        watcher.join();
        return measured;
    }
}
