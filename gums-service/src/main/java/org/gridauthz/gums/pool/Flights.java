package org.gridauthz.gums.pool;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.gridauthz.gums.mapping.Leases.LeaseAnswer;

/** Callers who ask the same at once share one look-up: a thousand jobs of a new user cost one. */
final class Flights {
    private final ConcurrentHashMap<Object, CompletableFuture<LeaseAnswer>> inFlight = new ConcurrentHashMap<>();

    /** @param look does not wait beyond a deadline of its own */
    LeaseAnswer join(Object sought, Supplier<LeaseAnswer> look) {
        CompletableFuture<LeaseAnswer> mine = new CompletableFuture<>();
        CompletableFuture<LeaseAnswer> other = inFlight.putIfAbsent(sought, mine);
        if (other != null) {
            return other.join();
        }
        try {
            LeaseAnswer answer = look.get();
            mine.complete(answer);
            return answer;
        } catch (RuntimeException | Error e) {
            mine.complete(new LeaseAnswer.Unavailable(e.getClass().getSimpleName()));
            throw e;
        } finally {
            inFlight.remove(sought, mine);
        }
    }
}
