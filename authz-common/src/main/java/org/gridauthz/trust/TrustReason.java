package org.gridauthz.trust;

import java.util.Locale;

/** Why a credential is not believed. The names are stable: counters, problem documents and {@code gridauthz verify} show them. */
public enum TrustReason {
    /** There is no certificate. */
    CHAIN_EMPTY,
    /** More certificates than are looked at. */
    CHAIN_TOO_LONG,
    CERTIFICATE_MALFORMED,
    CERTIFICATE_EXPIRED,
    CERTIFICATE_NOT_YET_VALID,
    /** A certificate is on its CA's revocation list. */
    CERTIFICATE_REVOKED,
    /** No trust anchor stands behind the chain. */
    ANCHOR_UNKNOWN,
    /** The signing policy or namespace of the anchor does not cover the subject. */
    NAMESPACE_VIOLATED,
    /** A signature in the chain is wrong. */
    SIGNATURE_WRONG,
    /** A key or hash is weaker than this site's settings allow. */
    KEY_TOO_WEAK,
    /** The revocation list is missing and must not be. */
    CRL_MISSING,
    CRL_EXPIRED,
    /** A certificate that is no proxy of its issuer, or breaks the rules of proxies. */
    PROXY_INVALID,
    /** The chain breaks another rule of RFC 5280. */
    CHAIN_INVALID,
    /** The attribute certificate in the proxy is not to be believed. */
    ATTRIBUTES_INVALID,

    TOKEN_MALFORMED,
    TOKEN_TOO_LONG,
    /** {@code alg}: none, HMAC, or not among those of the issuer. */
    TOKEN_ALGORITHM,
    /** A critical extension, or a key that the token brings itself. */
    TOKEN_HEADER,
    /** {@code typ}: not an access token. */
    TOKEN_TYPE,
    TOKEN_ISSUER_UNKNOWN,
    TOKEN_KEY_UNKNOWN,
    TOKEN_SIGNATURE,
    TOKEN_EXPIRED,
    TOKEN_NOT_YET_VALID,
    /** {@code aud}: missing, or somebody else. */
    TOKEN_AUDIENCE,
    /** {@code wlcg.ver}, {@code ver}: a profile or version that is not accepted. */
    TOKEN_VERSION,
    /** A claim is missing or has a form it cannot have. */
    TOKEN_CLAIMS,
    /** None of the required scopes. */
    TOKEN_SCOPE;

    /** The code on the wire: {@code token-expired}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
