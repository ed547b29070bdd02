package org.gridauthz.trust;

import java.util.Locale;

/** Why a credential is not believed. The names are stable: counters, problem documents and {@code gridauthz verify} show them. */
public enum TrustReason {
    /** There is no certificate. */
    CHAIN_EMPTY,
    /** More certificates than are looked at. */
    CHAIN_TOO_LONG,
    /** A certificate is not the ASN.1, or breaks a form, of RFC 5280 §4.1. */
    CERTIFICATE_MALFORMED,
    CERTIFICATE_EXPIRED,
    CERTIFICATE_NOT_YET_VALID,
    /** A certificate is on its CA's revocation list. */
    CERTIFICATE_REVOKED,
    /** The subject or issuer is empty: nobody could be named. */
    NAME_EMPTY,
    /** No trust anchor stands behind the chain. */
    ANCHOR_UNKNOWN,
    /** The anchor itself is not fit: expired, no CA, a critical extension nobody knows. */
    ANCHOR_UNFIT,
    /** The namespaces file of the CA does not cover the subject. */
    NAMESPACE_VIOLATED,
    /** The signing policy of the CA does not cover the subject. */
    SIGNING_POLICY_VIOLATED,
    /** The CA has neither signing policy nor namespaces, and must. */
    SIGNING_POLICY_MISSING,
    /** The CA's signing policy or namespaces file does not parse. */
    SIGNING_POLICY_UNREADABLE,
    /** A signature in the chain is wrong. */
    SIGNATURE_WRONG,
    /** A key is weaker than this site's settings allow. */
    KEY_TOO_WEAK,
    /** A signature's hash is weaker than this site's settings allow. */
    HASH_TOO_WEAK,
    /** The revocation list is missing and must not be. */
    CRL_MISSING,
    CRL_EXPIRED,
    /** There is a revocation list, but it is unreadable, not the CA's, or of a form we do not understand. */
    CRL_INVALID,
    /** A certificate was issued by one that is no CA. */
    ISSUER_NOT_A_CA,
    /** A CA certificate presented as somebody's own. */
    CA_AS_LEAF,
    /** More CAs follow than a CA's path length allows. */
    PATH_LENGTH_EXCEEDED,
    /** A key usage forbids what the certificate is used for. */
    KEY_USAGE_WRONG,
    /** No extended key usage of the certificate is one for TLS. */
    EXTENDED_KEY_USAGE_WRONG,
    CRITICAL_EXTENSION_UNKNOWN,
    NAME_CONSTRAINT_VIOLATED,
    /** The certificate policies of the path do not meet (RFC 5280 §6.1, explicit policy, mappings). */
    CERTIFICATE_POLICY_VIOLATED,
    /** A proxy behind the end-entity certificate, or proxies only. */
    CHAIN_ORDER_WRONG,
    /** A proxy's subject is not its issuer's plus one CN. */
    PROXY_NAME_WRONG,
    PROXY_ISSUED_BY_CA,
    /** More proxies follow than a proxy's path length allows. */
    PROXY_PATH_LENGTH_EXCEEDED,
    /** A limited proxy signed a full one. */
    PROXY_LIMITED_SIGNED_FULL,
    /** RFC, draft and legacy proxies in one chain. */
    PROXY_KINDS_MIXED,
    /** A kind of proxy this site does not take. */
    PROXY_KIND_REFUSED,
    /** A policy language other than inherit-all and limited: its holder does not act as the end entity. */
    PROXY_POLICY_UNSUPPORTED,
    /** A proxy that breaks another rule of RFC 3820. */
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
