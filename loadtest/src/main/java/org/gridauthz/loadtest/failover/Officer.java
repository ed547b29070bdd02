package org.gridauthz.loadtest.failover;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.gridauthz.loadtest.failover.Made.End;
import org.gridauthz.loadtest.mappings.KeptConnection;
import tools.jackson.databind.JsonNode;

/** Bans suspects and lets them in again. A write that is not acknowledged goes to the next instance, under the same key, until it is. */
final class Officer implements Runnable {
    /** After which nobody knows whether it was written; the suspect is left alone from then on. */
    private static final Duration GIVES_UP = Duration.ofMinutes(3);

    private static final long BETWEEN_ATTEMPTS = Duration.ofMillis(100).toNanos();

    /** A write that was acknowledged. */
    record Acknowledged(Person person, boolean banned, int turn) {}

    private final Line line;
    private final List<String> endpoints;
    private final List<Person> suspects;
    private final Calls calls;
    private final long pauseNanos;
    private final Queue<Acknowledged> acknowledged = new ConcurrentLinkedQueue<>();
    private volatile boolean stopped;

    /** @param suspects nobody else writes about */
    Officer(Line line, List<String> endpoints, List<Person> suspects, Calls calls, double perSecond) {
        this.line = line;
        this.endpoints = List.copyOf(endpoints);
        this.suspects = List.copyOf(suspects);
        this.calls = calls;
        this.pauseNanos = (long) (1e9 / perSecond);
    }

    void stop() {
        stopped = true;
    }

    List<Acknowledged> acknowledged() {
        return new ArrayList<>(acknowledged);
    }

    @Override
    public void run() {
        while (!stopped) {
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(2 * pauseNanos));
            Person suspect = suspects.get(ThreadLocalRandom.current().nextInt(suspects.size()));
            Standing now = suspect.standing;
            if (now != null && !stopped) {
                suspect.standing = null;
                write(suspect, now);
            }
        }
    }

    private void write(Person suspect, Standing now) {
        boolean ban = !now.banned();
        String path = ban ? "/api/v1/bans" : "/api/v1/bans/" + suspect.banId() + "/lift";
        String body = ban
                ? "{\"kind\":\"dn\",\"value\":\"%s\",\"reason\":\"failover\",\"ticket\":\"none\"}".formatted(suspect.dn)
                : "{\"turn\":%d,\"reason\":\"failover\"}".formatted(now.turn());
        byte[] request = KeptConnection.request(
                "POST", path, body.getBytes(StandardCharsets.UTF_8), "Idempotency-Key: " + UUID.randomUUID());
        long begun = System.nanoTime();
        for (int attempt = 0; System.nanoTime() - begun < GIVES_UP.toNanos(); attempt++) {
            if (attempt > 0) {
                LockSupport.parkNanos(BETWEEN_ATTEMPTS);
            }
            try (KeptConnection connection = line.open(endpoints.get(attempt % endpoints.size()), Desk.SAZ.adminPort)) {
                KeptConnection.Answer answer = connection.exchange(request);
                String text = new String(answer.body(), StandardCharsets.UTF_8);
                if (answer.status() != 200 && answer.status() != 201) {
                    calls.because("officer: answered " + answer.status() + " " + code(text));
                    continue;
                }
                JsonNode done = Desk.json(text);
                int turn = done.path("turn").asInt(0);
                if (turn < 1) { // nothing that could be looked for afterwards: asked again under the same key
                    calls.because("officer: answered " + answer.status() + " without a turn");
                    continue;
                }
                acknowledged.add(new Acknowledged(suspect, ban, turn));
                suspect.standing =
                        new Standing(ban, System.nanoTime(), done.path("epoch").asString(), turn);
                calls.add(new Made(Kind.BAN, begun, System.nanoTime(), attempt == 0 ? End.ANSWERED : End.RETRIED));
                return;
            } catch (IOException e) {
                calls.because("officer: " + e.getClass().getSimpleName() + " " + e.getMessage());
            }
        }
        calls.add(new Made(Kind.BAN, begun, System.nanoTime(), End.FAILED));
    }

    private static String code(String problem) {
        try {
            return Desk.json(problem).path("code").asString("");
        } catch (IOException e) {
            return "";
        }
    }
}
