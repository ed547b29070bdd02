package org.gridauthz.tls;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.gridauthz.testkit.ca.KeyKind;
import org.gridauthz.testkit.ca.TestAnchors;
import org.gridauthz.testkit.ca.TestCa;
import org.gridauthz.testkit.ca.TestCredential;
import org.gridauthz.tls.TlsSettings.HostKey;
import org.gridauthz.trust.AttributeReader;
import org.gridauthz.trust.GridTrust;
import org.gridauthz.trust.TrustSettings;

/** A CA with its anchors directory, a host with an RSA and an EC certificate, and a clock that can be put forward. */
final class Site {
    final Path directory;
    final TestCa ca;
    final TestAnchors anchors;
    final GridTrust trust;
    final HostKey rsa;
    final HostKey ec;
    private volatile Duration ahead = Duration.ZERO;

    Site(Path directory, String caName) {
        this(directory, caName, directory.resolve("anchors"));
    }

    /** @param trusted where the service looks for anchors; elsewhere than they are, it knows none */
    Site(Path directory, String caName, Path trusted) {
        this.directory = directory;
        ca = TestCa.root(caName);
        anchors = TestAnchors.in(directory.resolve("anchors")).add(ca);
        trust = GridTrust.ofDirectory(trusted, TrustSettings.defaults(), AttributeReader.NONE, clock());
        rsa = new HostKey(directory.resolve("rsa.pem"), directory.resolve("rsa.key"));
        ec = new HostKey(directory.resolve("ec.pem"), directory.resolve("ec.key"));
        install(rsa, host(KeyKind.RSA_2048));
        install(ec, host(KeyKind.EC_P256));
    }

    Site(Path directory) {
        this(directory, "/DC=org/DC=example/CN=Test CA");
    }

    InstantSource clock() {
        return () -> Clock.systemUTC().instant().plus(ahead);
    }

    void putForward(Duration time) {
        ahead = ahead.plus(time);
    }

    Instant now() {
        return clock().instant();
    }

    TestCredential host(KeyKind kind) {
        return ca.request("/DC=org/DC=example/CN=localhost")
                .host("localhost", "127.0.0.1")
                .key(kind)
                .issue();
    }

    TestCredential person(String name) {
        return ca.person("/DC=org/DC=example/CN=" + name);
    }

    /** Puts the certificate on the CRL and lets the anchors be reread, as happens within a minute. */
    void revoke(TestCredential credential) {
        ca.revoke(credential.leaf());
        anchors.crl(ca);
        trust.reread();
    }

    static void install(HostKey files, TestCredential credential) {
        try {
            java.nio.file.Files.deleteIfExists(files.key());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        credential.writeChain(files.certificate());
        credential.writeKey(files.key());
    }
}
