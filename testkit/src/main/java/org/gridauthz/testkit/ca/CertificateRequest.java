package org.gridauthz.testkit.ca;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.jspecify.annotations.Nullable;

/**
 * What a test wants certified. Defaults: RSA-2048, SHA-256, valid from an hour ago for a year, an end entity for client use,
 * subject and authority key identifiers as RFC 5280 asks.
 */
public final class CertificateRequest {
    private final @Nullable TestCa ca;
    private final Clock clock;
    private X500Name subject;
    private @Nullable KeyPair keys;
    private KeyKind kind = KeyKind.RSA_2048;
    private String hash = "SHA256";
    private Instant from;
    private Instant to;
    private BigInteger serial = Signing.serial();
    private BasicConstraints constraints = new BasicConstraints(false);
    private int usage = KeyUsage.digitalSignature | KeyUsage.keyEncipherment | KeyUsage.dataEncipherment;
    private List<KeyPurposeId> purposes = List.of(KeyPurposeId.id_kp_clientAuth, KeyPurposeId.id_kp_emailProtection);
    private final List<GeneralName> alternativeNames = new ArrayList<>();
    private final List<Extension> extensions = new ArrayList<>();

    CertificateRequest(@Nullable TestCa ca, String slashName, Clock clock) {
        this.ca = ca;
        this.clock = clock;
        this.subject = SlashNames.parse(slashName);
        this.from = clock.instant().minus(Duration.ofHours(1));
        this.to = clock.instant().plus(Duration.ofDays(365));
    }

    /** A subject that the slash form cannot say: multi-valued RDNs, odd string types. */
    public CertificateRequest subject(X500Name name) {
        subject = name;
        return this;
    }

    /** The kind of key to take from the ring. */
    public CertificateRequest key(KeyKind wanted) {
        kind = wanted;
        return this;
    }

    /** A key of the caller's. */
    public CertificateRequest key(KeyPair given) {
        keys = given;
        return this;
    }

    /** The hash the CA signs with, {@code SHA1} and {@code MD5} included. */
    public CertificateRequest hash(String name) {
        hash = name;
        return this;
    }

    /** First and last instant of validity. */
    public CertificateRequest validity(Instant first, Instant last) {
        from = first;
        to = last;
        return this;
    }

    /** Valid from an hour before now for this long after now; a negative time makes an expired certificate. */
    public CertificateRequest validFor(Duration time) {
        to = clock.instant().plus(time);
        Instant hourAgo = clock.instant().minus(Duration.ofHours(1));
        from = hourAgo.isBefore(to) ? hourAgo : to.minus(Duration.ofDays(1));
        return this;
    }

    /** A chosen serial number. */
    public CertificateRequest serial(BigInteger number) {
        serial = number;
        return this;
    }

    /** The key usage bits; 0 leaves the extension out. */
    public CertificateRequest usage(int bits) {
        usage = bits;
        return this;
    }

    /** The extended key usages; none leaves the extension out. */
    public CertificateRequest purposes(KeyPurposeId... wanted) {
        purposes = List.of(wanted);
        return this;
    }

    /** A host certificate with these DNS names and IP literals. */
    public CertificateRequest host(String... names) {
        for (String name : names) {
            boolean address = name.indexOf(':') >= 0 || name.matches("[0-9.]+");
            alternativeNames.add(new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, name));
        }
        return purposes(KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth);
    }

    /** A CA certificate, with an optional path length. */
    public CertificateRequest authority(@Nullable Integer pathLength) {
        constraints = pathLength == null ? new BasicConstraints(true) : new BasicConstraints(pathLength);
        purposes = List.of();
        return usage(KeyUsage.keyCertSign | KeyUsage.cRLSign);
    }

    /** One more extension, its value given as DER. */
    public CertificateRequest extension(String oid, boolean critical, byte[] value) {
        extensions.add(new Extension(new ASN1ObjectIdentifier(oid), critical, value));
        return this;
    }

    /** Signs. The chain of the answer is the certificate alone: CAs are in the anchors directory. */
    public TestCredential issue() {
        KeyPair holder = keys == null ? TestKeys.forHolder(kind) : keys;
        X500Name issuer = ca == null ? subject : SlashNames.subject(ca.certificate());
        X509v3CertificateBuilder builder = Signing.builder(issuer, serial, from, to, subject, holder.getPublic());
        try {
            standardExtensions(builder, holder);
            for (Extension extension : extensions) {
                builder.addExtension(extension);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        X509Certificate certificate = Signing.sign(builder, ca == null ? holder.getPrivate() : ca.key(), hash);
        List<X509Certificate> authorities = ca == null
                ? List.of()
                : ca.path().stream().map(TestCa::certificate).toList();
        return new TestCredential(List.of(certificate), holder.getPrivate(), authorities);
    }

    private void standardExtensions(X509v3CertificateBuilder builder, KeyPair holder) throws IOException {
        JcaX509ExtensionUtils identifiers;
        try {
            identifiers = new JcaX509ExtensionUtils();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
        SubjectPublicKeyInfo issuerKey = SubjectPublicKeyInfo.getInstance(
                (ca == null ? holder.getPublic() : ca.certificate().getPublicKey()).getEncoded());
        builder.addExtension(Extension.basicConstraints, true, constraints);
        builder.addExtension(
                Extension.subjectKeyIdentifier, false, identifiers.createSubjectKeyIdentifier(holder.getPublic()));
        builder.addExtension(
                Extension.authorityKeyIdentifier, false, identifiers.createAuthorityKeyIdentifier(issuerKey));
        if (usage != 0) {
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
        }
        if (!purposes.isEmpty()) {
            builder.addExtension(
                    Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes.toArray(KeyPurposeId[]::new)));
        }
        if (!alternativeNames.isEmpty()) {
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(Objects.requireNonNull(alternativeNames).toArray(GeneralName[]::new)));
        }
    }
}
