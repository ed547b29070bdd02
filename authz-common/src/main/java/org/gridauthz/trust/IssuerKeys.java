package org.gridauthz.trust;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of one issuer. Looking one up never waits; fetching happens elsewhere, one at a time, and no two fetches start
 * within {@link #SPACING}, whoever asks: made-up key names cannot turn this site against its issuers.
 */
final class IssuerKeys {
    static final Duration SPACING = Duration.ofSeconds(15);
    /** Several keys may fit a header without a {@code kid}; each costs a signature check. */
    static final int MAX_CANDIDATES = 4;

    private static final Logger log = LoggerFactory.getLogger(IssuerKeys.class);

    private final TokenIssuer issuer;
    private final KeySource source;
    private final Executor background;
    private final InstantSource clock;
    private final LongSupplier ticker;
    private final AtomicBoolean fetching = new AtomicBoolean();
    private volatile @Nullable Fetched last;
    private volatile String failure = "not fetched yet";
    private volatile int failures;
    private volatile long nextAttempt;

    /** @param asOf the clock when the fetch began: what was published before that is in it */
    private record Fetched(JWKSet keys, Instant asOf, long tick) {}

    /** What a look-up finds. */
    sealed interface Found {
        record Candidates(List<JWK> keys) implements Found {}

        /** The issuer has no such key, and had none when it issued the token. */
        record NoSuchKey() implements Found {}

        record NotAtHand(String cause) implements Found {}
    }

    IssuerKeys(TokenIssuer issuer, KeySource source, Executor background, InstantSource clock, LongSupplier ticker) {
        this.issuer = issuer;
        this.source = source;
        this.background = background;
        this.clock = clock;
        this.ticker = ticker;
        this.nextAttempt = ticker.getAsLong();
    }

    TokenIssuer issuer() {
        return issuer;
    }

    /** @param issued what the token says of its time of issue: a key not published by then cannot have signed it */
    Found find(JWSHeader header, @Nullable Instant issued) {
        Fetched fetched = last;
        if (fetched == null || age(fetched).compareTo(issuer.keysUsableFor()) > 0) {
            refreshSoon();
            return new Found.NotAtHand("no current keys of " + issuer.url() + ": " + failure);
        }
        List<JWK> keys = new JWKSelector(JWKMatcher.forJWSHeader(header)).select(fetched.keys());
        if (!keys.isEmpty()) {
            return new Found.Candidates(keys.subList(0, Math.min(keys.size(), MAX_CANDIDATES)));
        }
        refreshSoon();
        boolean complete = issued == null
                ? age(fetched).compareTo(SPACING) < 0
                : fetched.asOf().isAfter(issued.plus(issuer.skew()));
        return complete
                ? new Found.NoSuchKey()
                : new Found.NotAtHand("the key is not among those fetched from " + issuer.url() + ", asking again");
    }

    /** Called about once a second. */
    void refreshIfDue() {
        Fetched fetched = last;
        if (fetched == null || failures > 0 || age(fetched).compareTo(issuer.refreshEvery()) >= 0) {
            refreshSoon();
        }
    }

    /** Age of the keys in use, null before the first ones came. */
    @Nullable
    Duration age() {
        Fetched fetched = last;
        return fetched == null ? null : age(fetched);
    }

    private void refreshSoon() {
        if (ticker.getAsLong() - nextAttempt < 0 || !fetching.compareAndSet(false, true)) {
            return;
        }
        nextAttempt = ticker.getAsLong() + SPACING.toNanos();
        try {
            background.execute(this::refresh);
        } catch (RejectedExecutionException e) {
            fetching.set(false); // shutting down
        }
    }

    private void refresh() {
        try {
            Instant asOf = clock.instant();
            long tick = ticker.getAsLong();
            last = new Fetched(new JWKSet(source.fetch(issuer)), asOf, tick);
            failures = 0;
        } catch (IOException | RuntimeException e) {
            failed(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            fetching.set(false);
        }
    }

    private void failed(String message) {
        failure = message;
        int times = failures + 1;
        failures = times;
        // 15 s, 30 s, 1 min, … but never rarer than an ordinary refresh.
        long wait = Math.max(
                SPACING.toNanos(),
                Math.min(
                        SPACING.toNanos() << Math.min(times - 1, 10),
                        issuer.refreshEvery().toNanos()));
        nextAttempt = ticker.getAsLong() + wait;
        log.warn("keys of token issuer {} could not be fetched ({} times in a row): {}", issuer.url(), times, message);
    }

    private Duration age(Fetched fetched) {
        return Duration.ofNanos(ticker.getAsLong() - fetched.tick());
    }
}
