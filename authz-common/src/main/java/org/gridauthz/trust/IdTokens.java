package org.gridauthz.trust;

import java.time.InstantSource;
import java.util.List;
import javax.net.ssl.SSLContext;

/**
 * The ID tokens of one OpenID provider: whom somebody is who signed in there for us. Keys, algorithms and forms are judged as those of bearer
 * tokens are; a bearer token is none, since it holds no answer to the login it came with.
 */
public final class IdTokens implements AutoCloseable {
    private final TokenTrust tokens;
    private final String client;
    private final InstantSource clock;

    private IdTokens(TokenTrust tokens, String client, InstantSource clock) {
        this.tokens = tokens;
        this.client = client;
        this.clock = clock;
    }

    /** What is known of an ID token. */
    public sealed interface Verdict {
        /** Somebody, as the provider names her. */
        record Believed(String issuer, String subject) implements Verdict {}

        /** The token is bad. */
        record Refused(String why) implements Verdict {}

        /** The provider's keys are not at hand. */
        record Unknown(String cause) implements Verdict {}
    }

    /**
     * Begins to fetch keys in the background.
     *
     * @param issuer the provider, as it names itself: an https URL (http on loopback)
     * @param client the name by which the provider knows us
     * @throws IllegalArgumentException naming what cannot be
     */
    public static IdTokens start(String issuer, String client, SSLContext tls, InstantSource clock) {
        return new IdTokens(
                TokenTrust.start(List.of(TokenIssuer.of(issuer, "login", client)), tls, clock), client, clock);
    }

    /** @param nonce what was sent along when the token was asked for */
    public Verdict verify(String jwt, String nonce) {
        return tokens.judge(
                jwt,
                claims ->
                        new Verdict.Believed(claims.issuer().url(), claims.identified(client, nonce, clock.instant())),
                Verdict.Unknown::new,
                refusal -> new Verdict.Refused(refusal.verdict().reason().code() + ": "
                        + refusal.verdict().detail()));
    }

    @Override
    public void close() {
        tokens.close();
    }
}
