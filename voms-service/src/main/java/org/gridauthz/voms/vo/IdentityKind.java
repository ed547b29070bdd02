package org.gridauthz.voms.vo;

/** What people show. */
public enum IdentityKind {
    /** A certificate: subject and issuer in slash form. */
    X509,
    /** A token: {@code sub}, and {@code iss} as its issuer. */
    TOKEN
}
