package org.gridauthz.trust;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.gridauthz.clock.DecisionClock;
import org.gridauthz.trust.IssuerKeys.Found;

/**
 * Whether a bearer token is to be believed: WLCG Common JWT Profiles, SciTokens, RFC 7519 as tightened by RFC 8725. Safe
 * for many threads; a verification costs one signature check, allocates no thread and never waits for a network.
 */
public final class TokenTrust implements AutoCloseable {
    private static final Duration FETCH_DEADLINE = Duration.ofSeconds(10);

    private final Map<String, IssuerKeys> issuers;
    private final InstantSource clock;
    private final Runnable closing;

    TokenTrust(List<IssuerKeys> issuers, InstantSource clock, Runnable closing) {
        this.issuers = issuers.stream()
                .collect(Collectors.toUnmodifiableMap(keys -> keys.issuer().url(), Function.identity()));
        this.clock = clock;
        this.closing = closing;
    }

    /**
     * Begins to fetch keys in the background. Until an issuer's first keys came, its tokens are {@code Unknown}.
     *
     * @param tls what is believed of key servers: the grid's anchors or the system's
     * @throws IllegalArgumentException if an issuer stands twice
     */
    public static TokenTrust start(List<TokenIssuer> issuers, SSLContext tls, InstantSource clock) {
        // A thread a fetch, so that an issuer that hangs keeps no other from being fetched; there are few issuers.
        ExecutorService fetches = Executors.newVirtualThreadPerTaskExecutor();
        HttpClient web = HttpClient.newBuilder()
                .sslContext(tls)
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(FETCH_DEADLINE)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .executor(fetches)
                .build();
        ScheduledExecutorService beat = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("token-keys").daemon().factory());
        List<IssuerKeys> keys = keys(issuers, new PublishedKeys(web, FETCH_DEADLINE), fetches, clock, System::nanoTime);
        ScheduledFuture<?> beating =
                beat.scheduleWithFixedDelay(() -> keys.forEach(IssuerKeys::refreshIfDue), 0, 1, TimeUnit.SECONDS);
        return new TokenTrust(keys, clock, () -> {
            beating.cancel(false);
            beat.shutdownNow();
            web.shutdownNow();
            fetches.shutdownNow();
        });
    }

    static List<IssuerKeys> keys(
            List<TokenIssuer> issuers, KeySource source, Executor fetches, InstantSource clock, LongSupplier ticker) {
        if (issuers.stream().map(TokenIssuer::url).distinct().count() != issuers.size()) {
            throw new IllegalArgumentException("a token issuer stands twice");
        }
        return issuers.stream()
                .map(issuer -> new IssuerKeys(issuer, source, fetches, clock, ticker))
                .toList();
    }

    /** The verdict now. */
    public TokenVerdict verify(String jwt) {
        TokenVerdict verdict = verify(jwt, clock.instant());
        Instant other = DecisionClock.otherOf(clock);
        return other == null || verify(jwt, other).getClass() == verdict.getClass()
                ? verdict
                : new TokenVerdict.Unknown("the clocks disagree, and the verdict turns on them");
    }

    /** The verdict at a given time, with today's keys. */
    public TokenVerdict verify(String jwt, Instant at) {
        return judge(
                jwt,
                claims -> new TokenVerdict.Believed(claims.check(at, digest(jwt))),
                TokenVerdict.Unknown::new,
                TokenRefusal::verdict);
    }

    /** What is made of claims that their issuer signed. */
    interface Judgement<V> {
        V of(TokenClaims claims) throws TokenRefusal;
    }

    /** Looks who signed a token; what its claims are worth is the judgement's. */
    <V> V judge(String jwt, Judgement<V> signed, Function<String, V> unknown, Function<TokenRefusal, V> refused) {
        try {
            SignedToken token = SignedToken.parse(jwt);
            IssuerKeys keys = token.claims().get("iss") instanceof String url ? issuers.get(url) : null;
            if (keys == null) {
                throw new TokenRefusal(TrustReason.TOKEN_ISSUER_UNKNOWN, "its issuer is not configured here");
            }
            TokenRefusal.unless(
                    keys.issuer()
                            .algorithms()
                            .contains(token.header().getAlgorithm().getName()),
                    TrustReason.TOKEN_ALGORITHM,
                    "this issuer may not sign with that algorithm");
            TokenClaims claims = new TokenClaims(token.claims(), keys.issuer());
            return switch (keys.find(token.header(), claims.issued())) {
                case Found.NotAtHand missing -> unknown.apply(missing.cause());
                case Found.NoSuchKey none ->
                    throw new TokenRefusal(TrustReason.TOKEN_KEY_UNKNOWN, "its issuer publishes no such key");
                case Found.Candidates found -> {
                    TokenRefusal.unless(
                            found.keys().stream().anyMatch(key -> signed(token, key)),
                            TrustReason.TOKEN_SIGNATURE,
                            "the signature is not the issuer's");
                    yield signed.of(claims);
                }
            };
        } catch (TokenRefusal refusal) {
            return refused.apply(refusal);
        }
    }

    /** How old each issuer's keys are; an issuer whose keys never came is missing. */
    public Map<String, Duration> keyAges() {
        return issuers.values().stream()
                .filter(keys -> keys.age() != null)
                .collect(Collectors.toMap(keys -> keys.issuer().url(), IssuerKeys::age));
    }

    @Override
    public void close() {
        closing.run();
    }

    private static boolean signed(SignedToken token, JWK key) {
        try {
            return switch (key) {
                case RSAKey rsa ->
                    new RSASSAVerifier(rsa.toRSAPublicKey()).verify(token.header(), token.signed(), token.signature());
                case ECKey ec ->
                    new ECDSAVerifier(ec.toECPublicKey()).verify(token.header(), token.signed(), token.signature());
                default -> false;
            };
        } catch (JOSEException e) {
            return false; // the key does not fit the algorithm, as P-384 does not fit ES256
        }
    }

    private static String digest(String jwt) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(jwt.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }
}
