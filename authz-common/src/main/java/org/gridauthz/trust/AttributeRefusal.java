package org.gridauthz.trust;

/** Why an attribute certificate was not believed. Stable codes: they appear in explanations, counters and {@code verify}. */
public enum AttributeRefusal {
    /** It, or the extension around it, is larger or deeper than any honest one. */
    AC_TOO_LARGE,
    /** Not the ASN.1 of a VOMS attribute certificate. */
    AC_MALFORMED,
    /** Its validity is over. */
    AC_EXPIRED,
    /** Its validity has not begun. */
    AC_NOT_YET_VALID,
    /** Issued to another end-entity certificate than the one of this chain. */
    AC_HOLDER_MISMATCH,
    /** The vomsdir says nothing of this VO and host. */
    AC_LSC_MISSING,
    /** The vomsdir names another authority for this VO and host. */
    AC_LSC_MISMATCH,
    /** It does not carry its authority's certificate, and none is in the vomsdir. */
    AC_AUTHORITY_UNKNOWN,
    /** The authority's own certificate is not to be believed: expired, revoked, unknown CA, too weak. */
    AC_AUTHORITY_UNTRUSTED,
    /** The authority's key is not RSA; the readers in use cannot check such a signature. */
    AC_KEY_UNSUPPORTED,
    /** The signature's hash or algorithm is not acceptable. */
    AC_WEAK_SIGNATURE,
    /** The authority key identifier is missing or names another key. */
    AC_KEY_IDENTIFIER,
    /** The signature is not the authority's. */
    AC_SIGNATURE,
    /** Issued for other hosts. */
    AC_TARGET,
    /** A critical extension we do not know, or one that must not be critical. */
    AC_CRITICAL_EXTENSION,
    /** An attribute does not parse as an FQAN. */
    AC_FQAN_MALFORMED,
    /** The authority of one VO speaks of another. */
    AC_FQAN_OUTSIDE_VO
}
