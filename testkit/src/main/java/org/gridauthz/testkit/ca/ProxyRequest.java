package org.gridauthz.testkit.ca;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A proxy of a credential, good by default and bad on demand. Defaults: RFC 3820, impersonation, RSA-2048, SHA-256, from five
 * minutes ago for 12 hours or to its signer's end.
 */
public final class ProxyRequest {
    /** RFC 3820 id-ppl-inheritAll: the proxy is the user. */
    public static final String IMPERSONATION = "1.3.6.1.5.5.7.21.1";
    /** RFC 3820 id-ppl-independent: the proxy has rights of its own only. */
    public static final String INDEPENDENT = "1.3.6.1.5.5.7.21.2";
    /** Globus limited proxy: must not start jobs. */
    public static final String LIMITED = "1.3.6.1.4.1.3536.1.1.1.9";
    /** The certificate extension that carries VOMS attribute certificates (voms.md §7). */
    public static final String VOMS_EXTENSION = "1.3.6.1.4.1.8005.100.100.5";

    private final TestCredential signer;
    private ProxyKind kind = ProxyKind.RFC;
    private String policy = IMPERSONATION;
    private boolean critical = true;
    private int pathLength = -1;
    private KeyKind keyKind = KeyKind.RSA_2048;
    private @Nullable KeyPair keys;
    private @Nullable PrivateKey signingKey;
    private @Nullable X500Name subject;
    private String hash = "SHA256";
    private BigInteger serial = Signing.serial();
    private Instant from = Instant.now().minus(Duration.ofMinutes(5));
    private Instant to;
    private int usage = KeyUsage.digitalSignature | KeyUsage.keyEncipherment;
    private final List<byte[]> attributeCertificates = new ArrayList<>();
    private final List<Extension> extensions = new ArrayList<>();

    ProxyRequest(TestCredential signer) {
        this.signer = signer;
        Instant half = Instant.now().plus(Duration.ofHours(12));
        Instant end = signer.leaf().getNotAfter().toInstant();
        this.to = half.isBefore(end) ? half : end;
    }

    /** RFC, draft or legacy. */
    public ProxyRequest kind(ProxyKind wanted) {
        kind = wanted;
        return this;
    }

    /** A limited proxy, in the way of its kind. */
    public ProxyRequest limited() {
        return policy(LIMITED);
    }

    /** An independent proxy. */
    public ProxyRequest independent() {
        return policy(INDEPENDENT);
    }

    /** Any policy language. */
    public ProxyRequest policy(String oid) {
        policy = oid;
        return this;
    }

    /** Whether ProxyCertInfo is critical; the RFC demands it. */
    public ProxyRequest critical(boolean yes) {
        critical = yes;
        return this;
    }

    /** How many proxies may follow. */
    public ProxyRequest pathLength(int proxies) {
        pathLength = proxies;
        return this;
    }

    /** The kind of key to take from the ring. */
    public ProxyRequest key(KeyKind wanted) {
        keyKind = wanted;
        return this;
    }

    /** A key of the caller's. */
    public ProxyRequest key(KeyPair given) {
        keys = given;
        return this;
    }

    /** Signs with a key that is not the parent's. */
    public ProxyRequest signedWith(PrivateKey stranger) {
        signingKey = stranger;
        return this;
    }

    /** A subject that is not the parent's plus one CN. */
    public ProxyRequest subject(String slashName) {
        subject = SlashNames.parse(slashName);
        return this;
    }

    /** The hash signed with. */
    public ProxyRequest hash(String name) {
        hash = name;
        return this;
    }

    /** A chosen serial number. */
    public ProxyRequest serial(BigInteger number) {
        serial = number;
        return this;
    }

    /** First and last instant of validity. */
    public ProxyRequest validity(Instant first, Instant last) {
        from = first;
        to = last;
        return this;
    }

    /** Valid from five minutes ago until this long from now; a negative time makes an expired proxy. */
    public ProxyRequest validFor(Duration time) {
        to = Instant.now().plus(time);
        return from.isBefore(to) ? this : validity(to.minus(Duration.ofHours(1)), to);
    }

    /** Key usage bits; 0 leaves the extension out. */
    public ProxyRequest usage(int bits) {
        usage = bits;
        return this;
    }

    /** Carries this attribute certificate (DER, or any garbage that is DER), after those given before. */
    public ProxyRequest attributeCertificate(byte[] der) {
        attributeCertificates.add(der);
        return this;
    }

    /** One more extension, its value as raw bytes. */
    public ProxyRequest extension(String oid, boolean isCritical, byte[] value) {
        extensions.add(new Extension(new ASN1ObjectIdentifier(oid), isCritical, value));
        return this;
    }

    /** Signs; the answer's chain is the proxy followed by its signer's chain. */
    public TestCredential issue() {
        KeyPair own = keys == null ? TestKeys.forProxy(keyKind) : keys;
        X500Name issuer = SlashNames.subject(signer.leaf());
        X509v3CertificateBuilder builder =
                Signing.builder(issuer, serial, from, to, subject == null ? childOf(issuer) : subject, own.getPublic());
        try {
            if (usage != 0) {
                builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
            }
            if (kind != ProxyKind.LEGACY) {
                builder.addExtension(kind.oid(), critical, kind.certInfo(policy, pathLength));
            }
            if (!attributeCertificates.isEmpty()) {
                ASN1EncodableVector acs = new ASN1EncodableVector();
                for (byte[] der : attributeCertificates) {
                    acs.add(ASN1Primitive.fromByteArray(der));
                }
                builder.addExtension(
                        new ASN1ObjectIdentifier(VOMS_EXTENSION), false, new DERSequence(new DERSequence(acs)));
            }
            for (Extension extension : extensions) {
                builder.addExtension(extension);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        X509Certificate proxy = Signing.sign(builder, signingKey == null ? signer.key() : signingKey, hash);
        List<X509Certificate> chain = new ArrayList<>();
        chain.add(proxy);
        chain.addAll(signer.chain());
        return new TestCredential(chain, own.getPrivate(), signer.authorities());
    }

    private X500Name childOf(X500Name issuer) {
        String name = kind != ProxyKind.LEGACY ? serial.toString() : policy.equals(LIMITED) ? "limited proxy" : "proxy";
        X500NameBuilder child = new X500NameBuilder(BCStyle.INSTANCE);
        for (var rdn : issuer.getRDNs()) {
            child.addMultiValuedRDN(rdn.getTypesAndValues());
        }
        return child.addRDN(BCStyle.CN, name).build();
    }
}
