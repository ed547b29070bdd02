package org.gridauthz.testkit.ca;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A certification authority that lives for one test run: a root or an intermediate. Times come from its clock, so a test
 * makes things that were valid in the past by giving a clock of the past.
 */
public final class TestCa {
    private final @Nullable TestCa parent;
    private final TestCredential own;
    private final Clock clock;
    private final Map<BigInteger, Instant> revoked = new LinkedHashMap<>();
    private long crlNumber = 1;

    private TestCa(@Nullable TestCa parent, TestCredential own, Clock clock) {
        this.parent = parent;
        this.own = own;
        this.clock = clock;
    }

    /** A self-signed root with an RSA-2048 key, valid ten years around now. */
    public static TestCa root(String slashName) {
        return root(slashName, KeyKind.RSA_2048, Clock.systemUTC());
    }

    /** A self-signed root with the given key kind, which believes it is the clock's time. */
    public static TestCa root(String slashName, KeyKind kind, Clock clock) {
        KeyPair keys = TestKeys.fresh(kind);
        CertificateRequest request = new CertificateRequest(null, slashName, clock)
                .key(keys)
                .authority(null)
                .validity(
                        clock.instant().minus(Duration.ofDays(1)),
                        clock.instant().plus(Duration.ofDays(3650)));
        return new TestCa(null, request.issue(), clock);
    }

    /** A root known from an earlier run, read from its files. */
    public static TestCa of(X509Certificate certificate, PrivateKey key) {
        return new TestCa(null, new TestCredential(List.of(certificate), key, List.of()), Clock.systemUTC());
    }

    /** A CA below this one. */
    public TestCa intermediate(String slashName) {
        TestCredential credential = request(slashName)
                .key(TestKeys.fresh(KeyKind.RSA_2048))
                .authority(null)
                .validFor(Duration.ofDays(1825))
                .issue();
        return new TestCa(this, credential, clock);
    }

    /** Begins a certificate for a person, robot or service; nothing is signed before {@code issue()}. */
    public CertificateRequest request(String slashName) {
        return new CertificateRequest(this, slashName, clock);
    }

    /** A person: RSA-2048, valid a year, e-mail SAN and client use. */
    public TestCredential person(String slashName) {
        return request(slashName).issue();
    }

    /** A host: RSA-2048, valid a year, the names (DNS names or IP literals) as SANs, server and client use. */
    public TestCredential host(String slashName, String... names) {
        return request(slashName).host(names).issue();
    }

    /** Begins a forged twin: a root with this CA's name and another key. */
    public TestCa impostor() {
        return root(slashName(), KeyKind.RSA_2048, clock);
    }

    /** Puts the certificate on the list of this CA; a CRL written from now on names it. */
    public void revoke(X509Certificate certificate) {
        revoked.put(certificate.getSerialNumber(), clock.instant());
    }

    /** Takes a certificate off the list again. */
    public void unrevoke(X509Certificate certificate) {
        revoked.remove(certificate.getSerialNumber());
    }

    /** A CRL issued now, good for 30 days, as DER. */
    public byte[] crl() {
        Instant now = clock.instant();
        return crl(now.minus(Duration.ofHours(1)), now.plus(Duration.ofDays(30)));
    }

    /** A CRL with the given life, so also an expired one, as DER. */
    public byte[] crl(Instant thisUpdate, Instant nextUpdate) {
        return CrlWriter.write(this, thisUpdate, nextUpdate, crlNumber++, revoked);
    }

    /** The CA's certificate. */
    public X509Certificate certificate() {
        return own.leaf();
    }

    /** The CA's key, for making what a CA must not make. */
    public PrivateKey key() {
        return own.key();
    }

    /** The CA's own certificate and key. */
    public TestCredential credential() {
        return own;
    }

    /** The CA's name in slash form. */
    public String slashName() {
        return SlashNames.slashSubject(certificate());
    }

    /** This CA, its parent and so on to the root. */
    public List<TestCa> path() {
        List<TestCa> path = new ArrayList<>();
        for (TestCa ca = this; ca != null; ca = ca.parent) {
            path.add(ca);
        }
        return path;
    }
}
