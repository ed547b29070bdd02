package org.gridauthz.testkit.ca;

import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;

/** The three generations of proxy certificates a grid still meets. */
public enum ProxyKind {
    /** RFC 3820: critical ProxyCertInfo 1.3.6.1.5.5.7.1.14. */
    RFC("1.3.6.1.5.5.7.1.14"),
    /** The Globus draft: ProxyCertInfo 1.3.6.1.4.1.3536.1.222, path length tagged and last. */
    DRAFT("1.3.6.1.4.1.3536.1.222"),
    /** Globus Toolkit 2: no extension, recognised by its last {@code CN=proxy} or {@code CN=limited proxy}. */
    LEGACY("");

    private final String oid;

    ProxyKind(String oid) {
        this.oid = oid;
    }

    ASN1ObjectIdentifier oid() {
        return new ASN1ObjectIdentifier(oid);
    }

    DERSequence certInfo(String policy, int pathLength) {
        DERSequence language = new DERSequence(new ASN1ObjectIdentifier(policy));
        ASN1EncodableVector info = new ASN1EncodableVector();
        if (pathLength >= 0 && this == RFC) {
            info.add(new ASN1Integer(pathLength));
        }
        info.add(language);
        if (pathLength >= 0 && this == DRAFT) {
            info.add(new DERTaggedObject(true, 1, new ASN1Integer(pathLength)));
        }
        return new DERSequence(info);
    }
}
