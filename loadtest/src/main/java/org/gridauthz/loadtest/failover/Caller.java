package org.gridauthz.loadtest.failover;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.gridauthz.loadtest.failover.Made.End;
import org.gridauthz.loadtest.mappings.KeptConnection;
import org.jspecify.annotations.Nullable;

/** One thread that asks at a steady pace, tries once more when it must, and compares each answer with what it knows. */
final class Caller implements Runnable {
    private static final Duration BEFORE_THE_RETRY = Duration.ofMillis(1_500);

    private final Kind kind;
    private final Desk desk;
    private final Line line;
    private final List<String> endpoints;
    private final Supplier<Person> next;
    private final Calls calls;
    private final long pauseNanos;
    private final AtomicInteger turn = new AtomicInteger();
    private @Nullable KeptConnection kept;
    private volatile boolean stopped;

    /**
     * Begins when it is run.
     *
     * @param endpoints the virtual address, or the instances' own
     * @param next whom to ask about
     * @param perSecond calls
     */
    Caller(
            Kind kind,
            Desk desk,
            Line line,
            List<String> endpoints,
            Supplier<Person> next,
            Calls calls,
            double perSecond) {
        this.kind = kind;
        this.desk = desk;
        this.line = line;
        this.endpoints = List.copyOf(endpoints);
        this.next = next;
        this.calls = calls;
        this.pauseNanos = (long) (1e9 / perSecond);
    }

    void stop() {
        stopped = true;
    }

    @Override
    public void run() {
        while (!stopped) {
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(2 * pauseNanos));
            if (!stopped) {
                call();
            }
        }
        drop();
    }

    private void call() {
        Person person = next.get();
        long begun = System.nanoTime();
        End end = attempt(person, 0);
        if (end == End.FAILED) {
            if (kind.virtual()) {
                LockSupport.parkNanos(BEFORE_THE_RETRY.toNanos());
            }
            end = attempt(person, 1) == End.ANSWERED ? End.RETRIED : End.FAILED;
        }
        calls.add(new Made(kind, begun, System.nanoTime(), end));
        if (kind == Kind.READ_NEXT) {
            turn.incrementAndGet();
        }
    }

    private End attempt(Person person, int number) {
        Standing before = person.standing;
        boolean present = before != null && ThreadLocalRandom.current().nextBoolean();
        try {
            long sent = System.nanoTime();
            byte[] request = desk.request(person, present && before != null ? before.epoch() : null);
            KeptConnection.Answer answer = exchange(request, number);
            Desk.Decided decided = Desk.read(answer);
            String wrong = wrongWith(person, before, decided, sent, present);
            if (!wrong.isEmpty()) {
                calls.because("WRONG (" + kind.words() + "): " + wrong);
                return End.WRONG;
            }
            return End.ANSWERED;
        } catch (IOException e) {
            drop();
            calls.because(kind.words() + ", attempt " + (number + 1) + ": "
                    + e.getClass().getSimpleName() + " " + e.getMessage());
            return End.FAILED;
        }
    }

    /** Only if nothing changed while the call was under way. */
    private static String wrongWith(
            Person person, @Nullable Standing before, Desk.Decided decided, long sent, boolean present) {
        if (before != null
                && before.equals(person.standing)
                && before.belied(decided.permitted(), sent, decided.age(), present && before.epoch() != null)) {
            return "%s was %s %.1f s before, answered %s with an age of %.3f s%s"
                    .formatted(
                            person.dn,
                            before.banned() ? "banned" : "not banned or let in",
                            (sent - before.since()) / 1e9,
                            decided.permitted() ? "permit" : "deny",
                            decided.age(),
                            present ? " to its epoch" : "");
        }
        return decided.account() == null ? "" : person.wrongWith(decided.account());
    }

    private KeptConnection.Answer exchange(byte[] request, int number) throws IOException {
        KeptConnection connection = kept;
        if (connection == null) {
            String endpoint = endpoints.get((turn.get() + number) % endpoints.size());
            connection = line.open(endpoint, desk.port);
            kept = connection;
        }
        KeptConnection.Answer answer = connection.exchange(request);
        if (kind != Kind.READ_KEPT || answer.status() >= 500) {
            drop();
        }
        return answer;
    }

    private void drop() {
        KeptConnection connection = kept;
        kept = null;
        if (connection != null) {
            try {
                connection.close();
            } catch (IOException e) {
                calls.because("closing: " + e.getMessage());
            }
        }
    }
}
