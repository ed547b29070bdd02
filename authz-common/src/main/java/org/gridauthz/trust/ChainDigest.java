package org.gridauthz.trust;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/**
 * SHA-256 over every certificate of a chain, each with its length. Over less, somebody else's certificates could be put
 * before or behind those that were verified (the flaw of voms-api-java's caching validator, which looks at the last one).
 */
final class ChainDigest {
    private ChainDigest() {}

    static byte[] of(List<X509Certificate> chain) throws CertificateEncodingException {
        List<byte[]> encoded = new ArrayList<>(chain.size());
        for (X509Certificate certificate : chain) {
            encoded.add(certificate.getEncoded());
        }
        return ofEncoded(encoded);
    }

    /** The same of certificates that nobody has parsed yet. */
    static byte[] ofEncoded(List<byte[]> chain) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] der : chain) {
                digest.update(ByteBuffer.allocate(4).putInt(der.length).array());
                digest.update(der);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
