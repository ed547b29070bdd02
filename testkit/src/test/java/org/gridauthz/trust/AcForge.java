package org.gridauthz.trust;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;

/** Takes a good attribute certificate apart and signs a spoilt one. */
final class AcForge {
    static final int VERSION = 0;
    static final int HOLDER = 1;
    static final int ISSUER = 2;
    static final int ALGORITHM = 3;
    static final int SERIAL = 4;
    static final int VALIDITY = 5;
    static final int ATTRIBUTES = 6;

    private static final int EXTENSIONS = 7;

    private final ASN1Encodable[] info;
    private final Map<String, Extension> extensions = new LinkedHashMap<>();
    private String algorithm = "SHA256withRSA";

    private AcForge(ASN1Sequence info) {
        this.info = info.toArray();
        for (ASN1Encodable each : ASN1Sequence.getInstance(this.info[EXTENSIONS])) {
            Extension extension = Extension.getInstance(each);
            extensions.put(extension.getExtnId().getId(), extension);
        }
    }

    static AcForge of(byte[] der) {
        return new AcForge(
                ASN1Sequence.getInstance(ASN1Sequence.getInstance(der).getObjectAt(0)));
    }

    ASN1Encodable part(int index) {
        return info[index];
    }

    AcForge part(int index, ASN1Encodable value) {
        info[index] = value;
        return this;
    }

    AcForge without(ASN1ObjectIdentifier oid) {
        extensions.remove(oid.getId());
        return this;
    }

    AcForge with(ASN1ObjectIdentifier oid, boolean critical, ASN1Encodable value) {
        try {
            byte[] der = value.toASN1Primitive().getEncoded(ASN1Encoding.DER);
            extensions.put(oid.getId(), new Extension(oid, critical, new DEROctetString(der)));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    AcForge critical(ASN1ObjectIdentifier oid) {
        return with(oid, true, extensions.get(oid.getId()).getParsedValue());
    }

    AcForge algorithm(String name) {
        algorithm = name;
        return this;
    }

    byte[] sign(PrivateKey key) {
        try {
            var identifier = new DefaultSignatureAlgorithmIdentifierFinder().find(algorithm);
            info[ALGORITHM] = identifier;
            ASN1EncodableVector all = new ASN1EncodableVector();
            extensions.values().forEach(all::add);
            info[EXTENSIONS] = new DERSequence(all);
            DERSequence signed = new DERSequence(info);
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(signed.getEncoded(ASN1Encoding.DER));
            ASN1EncodableVector ac = new ASN1EncodableVector();
            ac.add(signed);
            ac.add(identifier);
            ac.add(new DERBitString(signature.sign()));
            return new DERSequence(ac).getEncoded(ASN1Encoding.DER);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
