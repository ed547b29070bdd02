package org.gridauthz.trust;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/** Object identifiers of VOMS (voms.md §7). */
final class VomsOids {
    private static final ASN1ObjectIdentifier VOMS = new ASN1ObjectIdentifier("1.3.6.1.4.1.8005.100.100");

    /** The attribute that holds the FQANs. */
    static final ASN1ObjectIdentifier FQANS = VOMS.branch("4");
    /** The proxy certificate's extension that carries attribute certificates. */
    static final ASN1ObjectIdentifier AC_SEQUENCE = VOMS.branch("5");
    /** The AC's extension with the authority's certificates. */
    static final ASN1ObjectIdentifier AC_CERTIFICATES = VOMS.branch("10");
    /** The AC's extension with generic attributes. */
    static final ASN1ObjectIdentifier GENERIC_ATTRIBUTES = VOMS.branch("11");

    private VomsOids() {}
}
