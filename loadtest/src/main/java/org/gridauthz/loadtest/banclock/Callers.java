package org.gridauthz.loadtest.banclock;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import org.gridauthz.loadtest.mappings.KeptConnection;
import org.jspecify.annotations.Nullable;

/** The crowd that asks: threads with a kept connection each, spread over the instances, at a steady pace. */
final class Callers implements AutoCloseable {
    /** Share of the calls, of ten, that ask about whom the officer dealt with last. */
    private static final int ABOUT_THE_LAST = 7;

    final AtomicLong calls = new AtomicLong();
    final AtomicLong presented = new AtomicLong();
    final AtomicLong stale = new AtomicLong();
    final AtomicLong undecided = new AtomicLong();
    final AtomicInteger broken = new AtomicInteger();

    private final List<Thread> threads = new ArrayList<>();
    private final List<Person> people;
    private final long pauseNanos;
    private volatile Person current;
    private volatile boolean stopped;

    /** @param perSecond calls of all callers together; 0: as many as they can */
    Callers(List<Person> people, int callers, int perSecond) {
        this.people = people;
        this.current = people.getFirst();
        this.pauseNanos = perSecond == 0 ? 0 : TimeUnit.SECONDS.toNanos(callers) / perSecond;
    }

    void start(List<Instances.Running> instances, SSLContext tls, int callers) {
        for (int i = 0; i < callers; i++) {
            int instance = i % instances.size();
            Instances.Running running = instances.get(instance);
            threads.add(Thread.ofPlatform().name("caller-" + i).start(() -> ask(running, instance, tls)));
        }
    }

    /** Whom most calls are about from now on. */
    void about(Person person) {
        current = person;
    }

    private void ask(Instances.Running running, int instance, SSLContext tls) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        while (!stopped) {
            try (KeptConnection connection = new KeptConnection(tls, running.port())) {
                boolean kept = true;
                while (!stopped && kept) {
                    Person person =
                            random.nextInt(10) < ABOUT_THE_LAST ? current : people.get(random.nextInt(people.size()));
                    kept = askOnce(connection, running, instance, person, random.nextBoolean());
                    if (pauseNanos > 0) {
                        LockSupport.parkNanos(random.nextLong(2 * pauseNanos));
                    }
                }
            } catch (IOException e) {
                if (!stopped) {
                    broken.incrementAndGet();
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
                }
            }
        }
    }

    /** @return false after a 503: Tomcat closes the connection behind it */
    private boolean askOnce(
            KeptConnection connection, Instances.Running running, int instance, Person person, boolean present)
            throws IOException {
        Op op = person.last;
        byte[] request = present && op != null
                ? KeptConnection.request("POST", running.path(), person.body(), "At-Least-Epoch: " + op.epoch)
                : KeptConnection.request("POST", running.path(), person.body());
        long sentAt = System.nanoTime();
        KeptConnection.Answer answer = connection.exchange(request);
        long repliedAt = System.nanoTime();
        calls.incrementAndGet();
        Boolean permitted = permitted(answer);
        if (permitted == null) {
            undecided.incrementAndGet();
        } else if (op != null && sentAt > op.committed) {
            boolean against = op.answered(instance, permitted, repliedAt);
            if (present) {
                presented.incrementAndGet();
                if (against) {
                    stale.incrementAndGet();
                }
            }
        }
        return answer.status() < 500;
    }

    /** Null when nothing was decided, which is never wrong. */
    private static @Nullable Boolean permitted(KeptConnection.Answer answer) {
        String text = new String(answer.body(), StandardCharsets.UTF_8);
        if (answer.status() == 200 && text.contains("\"decision\":\"permit\"")) {
            return true;
        }
        boolean denied = answer.status() == 200 && text.contains("\"decision\":\"deny\"");
        return denied ? false : null;
    }

    @Override
    public void close() throws InterruptedException {
        stopped = true;
        for (Thread thread : threads) {
            thread.join(TimeUnit.SECONDS.toMillis(10));
        }
    }
}
