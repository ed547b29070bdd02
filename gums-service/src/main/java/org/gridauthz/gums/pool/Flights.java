package org.gridauthz.gums.pool;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.gridauthz.community.Seat;
import org.gridauthz.gums.mapping.Leases.LeaseAnswer;

/**
 * Callers who ask the same at once share one look-up: a thousand jobs of a new user cost one. Whoever waits for another's does so without a seat: the
 * other may need one to end.
 */
final class Flights {
    private final ConcurrentHashMap<Object, CompletableFuture<LeaseAnswer>> inFlight = new ConcurrentHashMap<>();

    /** @param look does not wait beyond a deadline of its own */
    LeaseAnswer join(Object sought, Supplier<LeaseAnswer> look) {
        CompletableFuture<LeaseAnswer> mine = new CompletableFuture<>();
        CompletableFuture<LeaseAnswer> other = inFlight.putIfAbsent(sought, mine);
        if (other != null) {
            return await(other);
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

    private static LeaseAnswer await(CompletableFuture<LeaseAnswer> other) {
        try {
            return Seat.whileAway(other::join);
        } catch (Seat.NoWaitSlotException e) {
            return new LeaseAnswer.Unavailable("too many calls of this community wait");
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e); // nothing checked is thrown inside
        }
    }
}
