package org.gridauthz.trust;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.text.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/** Keys given by hand, for checking a token without a network. */
record PinnedKeys(String jwks) implements KeySource {
    private static final String FOR_ANYBODY = "https://wlcg.cern.ch/jwt/v1/any";

    @Override
    public List<JWK> fetch(TokenIssuer issuer) throws IOException {
        try {
            return PublishedKeys.usable(JSONObjectUtils.parse(jwks, PublishedKeys.MAX_BODY));
        } catch (ParseException e) {
            throw new IOException("the keys are no JSON Web Key Set", e);
        }
    }

    /** Believes one issuer by these keys. */
    TokenTrust trusting(TokenIssuer issuer, InstantSource clock) {
        IssuerKeys keys = new IssuerKeys(issuer, this, Runnable::run, clock, System::nanoTime);
        keys.refreshIfDue();
        return new TokenTrust(List.of(keys), clock, () -> {});
    }

    /**
     * An issuer that is believed for the sake of its keys alone.
     *
     * @param audiences whom its tokens may be for; empty believes tokens for anybody only
     * @throws IllegalArgumentException if that cannot be an issuer
     */
    static TokenIssuer issuer(String url, String vo, Set<String> audiences) {
        TokenIssuer usual = TokenIssuer.of(
                url,
                vo,
                audiences.isEmpty() ? FOR_ANYBODY : audiences.iterator().next());
        return new TokenIssuer(
                url,
                vo,
                audiences.isEmpty() ? usual.audiences() : audiences,
                true,
                TokenIssuer.KNOWN_ALGORITHMS,
                null,
                usual.groupClaim(),
                Set.of(),
                usual.profiles(),
                usual.skew(),
                usual.refreshEvery(),
                Duration.ofDays(365));
    }
}
