package org.gridauthz.web.subjects;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.gridauthz.changes.AtLeast;
import org.gridauthz.changes.Epoch;
import org.gridauthz.changes.Follower;
import org.gridauthz.changes.Freshness;
import org.gridauthz.changes.MalformedEpochException;
import org.gridauthz.changes.Staleness;
import org.gridauthz.community.Seat;
import org.gridauthz.tls.Caller;
import org.gridauthz.web.ErrorCode;
import org.gridauthz.web.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * The one check before every decision call: has this instance read its data, has it seen the epoch that the caller
 * presents, is it young enough for this listener. Whoever fails it is answered Indeterminate, never by old data.
 */
public final class KnowledgeCheck {
    /** Header of a request: the answer must include this epoch. */
    public static final String AT_LEAST_EPOCH = "At-Least-Epoch";
    /** Header of a reply that may be out of date by more than S₁: the age in whole seconds. */
    public static final String AGE = "Knowledge-Age";

    private static final Duration EPOCH_DEADLINE = Duration.ofSeconds(2);
    /** Calls of one listener that wait for an epoch at once; they hold threads, so not all of them may. */
    private static final int MOST_WAITING = 48;

    private final Follower follower;
    private final Staleness staleness;
    private final Map<String, Semaphore> waiting = new ConcurrentHashMap<>();

    /** @param staleness what happens above which age */
    public KnowledgeCheck(Follower follower, Staleness staleness) {
        this.follower = follower;
        this.staleness = staleness;
    }

    /**
     * What the answer may rest on.
     *
     * @param response told the age when it is above S₁
     * @throws Refusal EPOCH_AHEAD, EPOCH_MALFORMED, NOT_READY, KNOWLEDGE_TOO_OLD or OVERLOADED
     */
    public Freshness of(HttpServletRequest request, HttpServletResponse response) {
        String listener = Caller.listener(request);
        String wanted = request.getHeader(AT_LEAST_EPOCH);
        if (wanted != null) {
            await(wanted, listener);
        }
        Freshness fresh = follower.freshness();
        if (fresh == null) {
            throw new Refusal(ErrorCode.NOT_READY, "this instance has not read its data yet");
        }
        if (fresh.age().compareTo(Staleness.FRESH) > 0) {
            response.setHeader(AGE, Long.toString(fresh.age().toSeconds()));
            if (!staleness.open(listener, fresh.age())) {
                throw new Refusal(
                        ErrorCode.KNOWLEDGE_TOO_OLD,
                        "nothing heard for " + fresh.age().toSeconds() + " s");
            }
        }
        return fresh;
    }

    private void await(String wanted, @Nullable String listener) {
        Epoch epoch;
        try {
            epoch = Epoch.parse(wanted);
        } catch (MalformedEpochException e) {
            throw new Refusal(ErrorCode.EPOCH_MALFORMED, "not an epoch of ours");
        }
        if (follower.reached(epoch)) {
            return;
        }
        Semaphore places =
                waiting.computeIfAbsent(listener == null ? "" : listener, any -> new Semaphore(MOST_WAITING));
        if (!places.tryAcquire()) {
            throw new Refusal(ErrorCode.OVERLOADED, "too many calls wait for an epoch");
        }
        try {
            AtLeast seen = Seat.whileAway(() -> follower.atLeast(epoch, EPOCH_DEADLINE));
            if (seen != AtLeast.REACHED) {
                throw new Refusal(ErrorCode.EPOCH_AHEAD, "not seen here yet: " + seen);
            }
        } catch (Seat.NoWaitSlotException e) {
            throw new Refusal(ErrorCode.OVERLOADED, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e); // nothing checked is thrown inside
        } finally {
            places.release();
        }
    }
}
