package org.gridauthz.trust;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.BERTags;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERGeneralizedTime;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.gridauthz.identity.Fqan;

/**
 * Issues VOMS attribute certificates for one VO: RFC 5755 version 2 in exactly the dialect of voms.md §7, which both the C
 * and the Java readers accept. Parts that do not change between two ACs are built once. Safe for many threads.
 *
 * <p>Signing keys are RSA: the readers in use cannot check any other.
 */
public final class AttributeAuthority {
    /** An AC is valid from this long before it is made, so that a reader whose clock is behind accepts it. */
    public static final Duration BACKDATED = Duration.ofMinutes(5);

    private static final Pattern VO_NAME = Pattern.compile("(?!\\.+$)[A-Za-z0-9_.-]{1,255}");
    private static final Pattern HOST_NAME = Pattern.compile("[A-Za-z0-9_.-]{1,255}");
    private static final ASN1Integer VERSION_2 = new ASN1Integer(1);
    private static final int SERIAL_BITS = 127;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String vo;
    private final X509Certificate certificate;
    private final PrivateKey key;
    private final Clock clock;
    private final AlgorithmIdentifier algorithm;
    private final byte[] encodedAlgorithm;
    private final ASN1Primitive issuer;
    private final AttributeEncoding attributes;
    private final ExtensionEncoding extensions;

    /**
     * An authority signing with SHA-256.
     *
     * @param certificate its certificate, with a subject key identifier
     * @param key the RSA key of the certificate
     * @param host the name under which readers look for its LSC file; no address literal
     * @param port informative
     * @throws IllegalArgumentException if a part cannot serve: a key that is not RSA, no subject key identifier, a name
     *     that readers would take apart wrongly
     */
    public AttributeAuthority(
            X509Certificate certificate, PrivateKey key, String vo, String host, int port, Clock clock) {
        require(key.getAlgorithm().equals("RSA"), "an attribute authority must have an RSA key");
        require(VO_NAME.matcher(vo).matches(), "a VO name holds letters, digits, '.', '-' and '_' only");
        require(HOST_NAME.matcher(host).matches(), "an attribute authority must be named by a host name");
        require(port > 0 && port < 65536, "a port lies between 1 and 65535");
        this.certificate = certificate;
        this.key = key;
        this.vo = vo;
        this.clock = clock;
        this.algorithm = new AlgorithmIdentifier(PKCSObjectIdentifiers.sha256WithRSAEncryption, DERNull.INSTANCE);
        this.encodedAlgorithm = encoded(algorithm);
        String uri = vo + "://" + host + ":" + port;
        this.issuer = new DERTaggedObject(
                false,
                0,
                new DERSequence(names(certificate.getSubjectX500Principal().getEncoded())));
        this.attributes = new AttributeEncoding(uri);
        this.extensions = new ExtensionEncoding(certificate, uri);
    }

    /** The VO this authority speaks for. */
    public String vo() {
        return vo;
    }

    /** Its certificate. */
    public X509Certificate certificate() {
        return certificate;
    }

    /**
     * Signs an AC that begins {@link #BACKDATED} before now and ends when asked, or with the authority's certificate if
     * that is earlier.
     *
     * @throws IllegalArgumentException if there is no FQAN, or one outside the VO
     * @throws IllegalStateException if the authority's own certificate is not valid now
     */
    public IssuedAttributes issue(AttributeOrder order) {
        require(!order.fqans().isEmpty(), "an attribute certificate without attributes is not issued");
        for (Fqan fqan : order.fqans()) {
            require(fqan.vo().equals(vo), "an FQAN outside the VO is not issued");
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant authorityEnd = certificate.getNotAfter().toInstant();
        if (now.isAfter(authorityEnd) || now.isBefore(certificate.getNotBefore().toInstant())) {
            throw new IllegalStateException("the attribute authority's certificate is not valid now");
        }
        Instant notBefore = now.minus(BACKDATED);
        Instant asked = now.plus(order.lifetime());
        Instant notAfter = asked.isBefore(authorityEnd) ? asked : authorityEnd;
        BigInteger serial = new BigInteger(SERIAL_BITS, RANDOM).setBit(SERIAL_BITS - 1);
        DERSequence info = info(order, serial, notBefore, notAfter);
        return new IssuedAttributes(signed(info), serial, notBefore, notAfter);
    }

    private DERSequence info(AttributeOrder order, BigInteger serial, Instant notBefore, Instant notAfter) {
        ASN1EncodableVector info = new ASN1EncodableVector(9);
        info.add(VERSION_2);
        ASN1EncodableVector holder = new ASN1EncodableVector(2);
        holder.add(names(order.holder().getEncoded()));
        holder.add(new ASN1Integer(order.holderSerial()));
        info.add(new DERSequence(new DERTaggedObject(false, 0, new DERSequence(holder))));
        info.add(issuer);
        info.add(algorithm);
        info.add(new ASN1Integer(serial));
        ASN1EncodableVector validity = new ASN1EncodableVector(2);
        validity.add(new DERGeneralizedTime(Date.from(notBefore)));
        validity.add(new DERGeneralizedTime(Date.from(notAfter)));
        info.add(new DERSequence(validity));
        info.add(attributes.of(order));
        info.add(extensions.of(order));
        return new DERSequence(info);
    }

    private byte[] signed(DERSequence info) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            byte[] signed = info.getEncoded(ASN1Encoding.DER);
            signature.update(signed);
            return sequence(signed, encodedAlgorithm, new DERBitString(signature.sign()).getEncoded(ASN1Encoding.DER));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the attribute authority's key does not sign", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A SEQUENCE of parts that are encoded already. */
    private static byte[] sequence(byte[]... parts) throws IOException {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(length + 4);
        out.write(BERTags.SEQUENCE | BERTags.CONSTRUCTED);
        if (length < 0x80) {
            out.write(length);
        } else {
            byte[] size = BigInteger.valueOf(length).toByteArray();
            int zero = size[0] == 0 ? 1 : 0;
            out.write(0x80 | (size.length - zero));
            out.write(size, zero, size.length - zero);
        }
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    /** GeneralNames with one directoryName. */
    static DERSequence names(byte[] name) {
        try {
            return new DERSequence(new DERTaggedObject(true, 4, ASN1Primitive.fromByteArray(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] encoded(AlgorithmIdentifier algorithm) {
        try {
            return algorithm.getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /**
     * The value of the proxy extension 1.3.6.1.4.1.8005.100.100.5 that carries these ACs.
     *
     * @throws IllegalArgumentException if one is not DER
     */
    public static byte[] proxyExtension(List<byte[]> acs) {
        try {
            ASN1EncodableVector sequence = new ASN1EncodableVector();
            for (byte[] ac : acs) {
                sequence.add(ASN1Primitive.fromByteArray(ac));
            }
            return new DERSequence(new DERSequence(sequence)).getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new IllegalArgumentException("an attribute certificate must be DER", e);
        }
    }
}
