package org.gridauthz.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/** A mutual-TLS handshake between two engines in memory, with a client chain of a given length and size. */
final class LongestHandshake {
    private static final int MOST_STEPS = 1000;

    private LongestHandshake() {}

    /** What JSSE said against it, null if it passed. */
    static @Nullable String failure(int certificates, int bytes) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair keys = generator.generateKeyPair();
            X509Certificate certificate = certificate(keys, bytes / certificates);
            HostCredential client =
                    new HostCredential(Collections.nCopies(certificates, certificate), keys.getPrivate());
            SSLEngine clientEngine = context(client).createSSLEngine("localhost", 443);
            clientEngine.setUseClientMode(true);
            SSLEngine serverEngine = context(new HostCredential(List.of(certificate), keys.getPrivate()))
                    .createSSLEngine();
            serverEngine.setUseClientMode(false);
            serverEngine.setNeedClientAuth(true);
            shakeHands(clientEngine, serverEngine);
            return null;
        } catch (IOException e) {
            return e.getMessage();
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException("TLS cannot be tried out in this JVM", e);
        }
    }

    private static void shakeHands(SSLEngine client, SSLEngine server) throws IOException {
        ByteBuffer toServer = ByteBuffer.allocate(256 * 1024);
        ByteBuffer toClient = ByteBuffer.allocate(256 * 1024);
        boolean clientDone = false;
        boolean serverDone = false;
        for (int step = 0; step < MOST_STEPS && !(clientDone && serverDone); step++) {
            clientDone |= step(client, toClient, toServer);
            serverDone |= step(server, toServer, toClient);
        }
        if (!clientDone || !serverDone) {
            throw new IOException("the handshake does not end");
        }
    }

    /** One move of one side; true when its handshake is over. */
    private static boolean step(SSLEngine engine, ByteBuffer in, ByteBuffer out) throws IOException {
        HandshakeStatus status = engine.getHandshakeStatus();
        SSLEngineResult result = null;
        switch (status) {
            case NEED_TASK -> {
                for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
                    task.run();
                }
            }
            case NEED_WRAP -> result = engine.wrap(ByteBuffer.allocate(0), out);
            default -> {
                in.flip();
                result = engine.unwrap(in, ByteBuffer.allocate(64 * 1024));
                in.compact();
            }
        }
        return result != null && result.getHandshakeStatus() == HandshakeStatus.FINISHED;
    }

    private static SSLContext context(HostCredential credential) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(new KeyManager[] {new HostKeys(List.of(credential))}, new TrustManager[] {new Anybody()}, null);
        return context;
    }

    private static X509Certificate certificate(KeyPair keys, int bytes)
            throws GeneralSecurityException, OperatorCreationException, IOException {
        X500Name name = new X500Name("CN=self-test");
        Instant now = Instant.now();
        return new JcaX509CertificateConverter()
                .getCertificate(new JcaX509v3CertificateBuilder(
                                name,
                                BigInteger.ONE,
                                Date.from(now.minus(Duration.ofDays(1))),
                                Date.from(now.plus(Duration.ofDays(1))),
                                name,
                                keys.getPublic())
                        .addExtension(new ASN1ObjectIdentifier("1.3.6.1.4.1.8005.1"), false, new byte[bytes])
                        .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
    }

    /** Believes everybody; it is reachable from the two engines above only. */
    private static final class Anybody extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
