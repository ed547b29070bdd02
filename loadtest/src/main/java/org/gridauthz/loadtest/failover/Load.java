package org.gridauthz.loadtest.failover;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/** Everybody who calls, for as long as the run lasts. */
final class Load implements AutoCloseable {
    /** How long an answer is waited for: less than any old client does. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    final Calls calls = new Calls();
    final long began = System.nanoTime();

    private final Grounds grounds;
    private final People people;
    private final List<Thread> threads = new ArrayList<>();
    private final List<Runnable> stops = new ArrayList<>();
    private final List<Officer> officers = new ArrayList<>();
    private final Queue<Person> newcomers = new ConcurrentLinkedQueue<>();
    private final AtomicInteger number = new AtomicInteger();

    Load(Grounds grounds, People people) {
        this.grounds = grounds;
        this.people = people;
    }

    /** @param rate calls a second of all readers together; a tenth of it over new TLS connections by the virtual address */
    void start(double rate) {
        List<String> virtual = List.of(grounds.virtual());
        List<String> own = Grounds.SERVING.stream().map(grounds::address).toList();
        for (Desk desk : Desk.values()) {
            for (int i = 0; i < 2; i++) {
                caller(Kind.READ_NEW, desk, virtual, this::somebody, rate * 0.05);
                caller(Kind.READ_KEPT, desk, virtual, this::somebody, rate * 0.15);
                caller(Kind.READ_NEXT, desk, own, this::somebody, rate * 0.05);
            }
        }
        caller(Kind.LEASE, Desk.GUMS, virtual, this::newcomer, 2);
        caller(Kind.LEASE, Desk.GUMS, virtual, this::newcomer, 2);
        List<Person> suspects = people.suspects();
        for (int i = 0; i < own.size(); i++) {
            int first = i;
            Officer officer = new Officer(
                    line(people.officer()),
                    List.of(own.get(i), own.get(1 - i)),
                    suspects.stream()
                            .filter(one -> suspects.indexOf(one) % 2 == first)
                            .toList(),
                    calls,
                    2);
            officers.add(officer);
            begin(officer, officer::stop);
        }
    }

    private void caller(Kind kind, Desk desk, List<String> endpoints, Supplier<Person> next, double perSecond) {
        SSLContext tls = people.callers().get(threads.size() % people.callers().size());
        Caller caller = new Caller(kind, desk, line(tls), endpoints, next, calls, perSecond);
        begin(caller, caller::stop);
    }

    /** Directors keep a source at one instance, so everybody has an address of their own. */
    private Line line(SSLContext tls) {
        return new Line(tls, "198.18.79." + (200 + threads.size() % 32), PATIENCE);
    }

    private void begin(Runnable work, Runnable stop) {
        stops.add(stop);
        threads.add(Thread.ofPlatform().daemon().name("load-" + threads.size()).start(work));
    }

    private Person somebody() {
        List<Person> from = ThreadLocalRandom.current().nextInt(3) == 0 ? people.suspects() : people.known();
        return from.get(ThreadLocalRandom.current().nextInt(from.size()));
    }

    private Person newcomer() {
        Person person = people.newcomer(number.getAndIncrement());
        newcomers.add(person);
        return person;
    }

    List<Officer.Acknowledged> acknowledged() {
        return officers.stream().flatMap(one -> one.acknowledged().stream()).toList();
    }

    /** Everybody whom a mapping may have been answered for. */
    List<Person> answered() {
        return Stream.of(people.known(), people.suspects(), newcomers)
                .flatMap(java.util.Collection::stream)
                .toList();
    }

    @Override
    public void close() {
        stops.forEach(Runnable::run);
        try {
            for (Thread thread : threads) {
                thread.join(TimeUnit.SECONDS.toMillis(30));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
