package org.gridauthz.web.login;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import org.gridauthz.identity.SlashDn;
import org.jspecify.annotations.Nullable;

/**
 * Who is logging in and who has, of this instance; in memory only, each bounded. What a browser holds is looked up by its hash, so that neither a copy of
 * the memory's keys nor the time of a comparison gives a session away.
 */
final class Logins {
    /** Time to sign in. */
    static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final Duration IDLE = Duration.ofMinutes(30);
    private static final int MOST_BEGUN = 1_000;
    private static final int MOST_SESSIONS = 10_000;
    private static final int BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    private final Duration longest;
    private final Cache<String, Begun> begun = Caffeine.newBuilder()
            .maximumSize(MOST_BEGUN)
            .expireAfterWrite(PATIENCE)
            .build();
    private final Cache<String, Session> sessions;

    /**
     * A login that has begun.
     *
     * @param state comes back by the address
     * @param browser the cookie of the one browser that may come back
     * @param redirect where she comes back
     * @param to the page she wanted
     */
    record Begun(String state, String browser, String nonce, String verifier, String redirect, String to) {
        /** RFC 7636, S256. */
        String challenge() {
            return hash(verifier);
        }
    }

    private record Session(SlashDn who, long endNanos) {}

    Logins(Duration longest) {
        this.longest = longest;
        sessions = Caffeine.newBuilder()
                .maximumSize(MOST_SESSIONS)
                .expireAfter(Expiry.accessing(
                        (String key, Session session) -> left(session).compareTo(IDLE) < 0 ? left(session) : IDLE))
                .build();
    }

    Begun begin(String redirect, String to) {
        Begun one = new Begun(secret(), secret(), secret(), secret(), redirect, to);
        begun.put(hash(one.state()), one);
        return one;
    }

    /** The login of this state, if this browser began it; it is over then. */
    @Nullable
    Begun end(String state, String browser) {
        Begun one = begun.getIfPresent(hash(state));
        if (one == null || !hash(browser).equals(hash(one.browser()))) {
            return null;
        }
        return begun.asMap().remove(hash(state), one) ? one : null;
    }

    /** What her browser has to show from now on. */
    String open(SlashDn who) {
        String session = secret();
        sessions.put(hash(session), new Session(who, System.nanoTime() + longest.toNanos()));
        return session;
    }

    @Nullable
    SlashDn who(String session) {
        Session found = sessions.getIfPresent(hash(session));
        return found == null || left(found).isNegative() ? null : found.who();
    }

    void close(String session) {
        sessions.invalidate(hash(session));
    }

    private static Duration left(Session session) {
        return Duration.ofNanos(session.endNanos() - System.nanoTime());
    }

    private String secret() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String hash(String text) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }
}
