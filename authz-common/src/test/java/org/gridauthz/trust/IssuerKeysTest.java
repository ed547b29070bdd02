package org.gridauthz.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gridauthz.trust.TokenMaker.ISSUER;
import static org.gridauthz.trust.TokenMaker.NOW;
import static org.gridauthz.trust.TokenMaker.RSA;
import static org.gridauthz.trust.TokenMaker.claims;
import static org.gridauthz.trust.TokenMaker.json;
import static org.gridauthz.trust.TokenMaker.signed;
import static org.gridauthz.trust.TokenMaker.token;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.gridauthz.trust.TokenVerdict.Believed;
import org.gridauthz.trust.TokenVerdict.Refused;
import org.gridauthz.trust.TokenVerdict.Unknown;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Keys over time, on a clock of our own; a fetch runs when the test says so. */
class IssuerKeysTest {
    private final RSAKey next = TokenMaker.rsa("rsa-2", 2048);
    private final TokenIssuer issuer = TokenIssuer.of(ISSUER, "cms", "https://gums.example.org");
    private final Queue<Runnable> background = new ArrayDeque<>();
    private Duration passed = Duration.ZERO;
    private @Nullable List<JWK> published = List.of(RSA.toPublicJWK());
    private int fetches;

    private final List<IssuerKeys> keys =
            TokenTrust.keys(List.of(issuer), this::fetch, background::add, this::now, () -> passed.toNanos());
    private final TokenTrust trust = new TokenTrust(keys, this::now, () -> {});

    @Test
    void beforeTheFirstKeysCameNobodyIsRefused() {
        assertThat(trust.verify(token(claims()))).isInstanceOf(Unknown.class);
        runBackground();
        assertThat(trust.verify(token(claims()))).isInstanceOf(Believed.class);
    }

    @Test
    void keysAreFetchedAgainOnTheirOwnTime() {
        beat();
        pass(Duration.ofMinutes(14));
        beat();
        assertThat(fetches).isEqualTo(1);
        pass(Duration.ofMinutes(1));
        beat();
        assertThat(fetches).isEqualTo(2);
    }

    @Test
    void aRetiredKeyIsNoLongerBelieved() {
        beat();
        published = List.of(next.toPublicJWK());
        pass(Duration.ofMinutes(15));
        beat();
        assertThat(trust.verify(token(claims()))).isInstanceOf(Refused.class);
    }

    @Test
    void unreachableKeysServeToTheirLimitAndThenNobodyCanSay() {
        beat();
        published = null;
        pass(Duration.ofHours(24));
        beat();
        String lasting = token(claims("exp", NOW.plus(Duration.ofDays(9)).getEpochSecond()));
        assertThat(trust.verify(lasting)).isInstanceOf(Believed.class);
        pass(Duration.ofSeconds(1));
        assertThat(trust.verify(lasting))
                .isInstanceOfSatisfying(
                        Unknown.class, unknown -> assertThat(unknown.cause()).contains("connection refused"));
        published = List.of(RSA.toPublicJWK());
        pass(issuer.refreshEvery());
        beat();
        assertThat(trust.verify(lasting)).isInstanceOf(Believed.class);
    }

    @Test
    void aKeyPublishedAMomentAgoIsFetchedAndNotRefused() {
        beat();
        pass(Duration.ofMinutes(5));
        published = List.of(RSA.toPublicJWK(), next.toPublicJWK());
        String fresh = rotated(now());
        assertThat(trust.verify(fresh)).isInstanceOf(Unknown.class);
        runBackground();
        assertThat(trust.verify(fresh)).isInstanceOf(Believed.class);
    }

    @Test
    void aKeyThatWasNotThereAfterTheTokenWasIssuedIsRefused() {
        beat();
        String made = rotated(NOW.minusSeconds(61));
        assertThat(trust.verify(made))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(TrustReason.TOKEN_KEY_UNKNOWN));
    }

    @Test
    void madeUpKeyNamesCannotCauseAStormOfFetches() {
        beat();
        for (int i = 0; i < 10_000; i++) {
            pass(Duration.ofMillis(10));
            String header = "{\"alg\":\"RS256\",\"kid\":\"made-up-" + i + "\"}";
            trust.verify(header(header));
            runBackground();
        }
        // 100 seconds have passed: one at the start and one each 15 s at most.
        assertThat(fetches).isBetween(2, 7);
    }

    @Test
    void aHangingIssuerIsAskedOnceAtATime() {
        for (int i = 0; i < 100; i++) {
            pass(Duration.ofMinutes(1));
            keys.forEach(IssuerKeys::refreshIfDue);
            trust.verify(token(claims()));
        }
        assertThat(background).hasSize(1);
    }

    @Test
    void failuresAreAskedForLessAndLessButNeverRarerThanUsual() {
        published = null;
        int lastHour = 0;
        for (int second = 0; second < 4 * 3600; second++) {
            pass(Duration.ofSeconds(1));
            beat();
            if (second == 3 * 3600) {
                lastHour = fetches;
            }
        }
        assertThat(fetches - lastHour).isBetween(3, 5);
    }

    private static String header(String header) {
        // The signature is never reached: the key is not there.
        return Base64URL.encode(header) + "." + Base64URL.encode(json(claims())) + ".AAAA";
    }

    private String rotated(Instant issued) {
        return signed("{\"alg\":\"RS256\",\"kid\":\"rsa-2\"}", json(claims("iat", issued.getEpochSecond())), next);
    }

    private Instant now() {
        return NOW.plus(passed);
    }

    private void pass(Duration time) {
        passed = passed.plus(time);
    }

    private void beat() {
        keys.forEach(IssuerKeys::refreshIfDue);
        runBackground();
    }

    private void runBackground() {
        for (Runnable task = background.poll(); task != null; task = background.poll()) {
            task.run();
        }
    }

    private List<JWK> fetch(TokenIssuer from) throws IOException {
        fetches++;
        if (published == null) {
            throw new IOException("connection refused");
        }
        return published;
    }
}
