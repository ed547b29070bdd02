package org.gridauthz.tls;

import java.util.Map;

/**
 * JSSE's own limits, which it reads once, when its classes are loaded. Called as the first statement of {@code main}, or
 * given on the command line; {@link #verify()} says when it came too late.
 */
public final class JsseLimits {
    /** Most certificates in a client's chain. JSSE's default of 8 refuses proxies of proxies. */
    public static final int CHAIN_LENGTH = 20;
    /** Largest handshake message in bytes: twenty certificates, some with attribute certificates inside. */
    public static final int MESSAGE_SIZE = 65536;

    private static final Map<String, String> WANTED = Map.of(
            "jdk.tls.server.maxInboundCertificateChainLength", Integer.toString(CHAIN_LENGTH),
            "jdk.tls.maxHandshakeMessageSize", Integer.toString(MESSAGE_SIZE),
            // A client may not make a server compute handshakes over and over on one connection.
            "jdk.tls.rejectClientInitiatedRenegotiation", "true");

    private JsseLimits() {}

    /** Sets what nobody has set on the command line. */
    public static void raise() {
        WANTED.forEach((name, value) -> {
            if (System.getProperty(name) == null) {
                System.setProperty(name, value);
            }
        });
    }

    /**
     * Makes one handshake in memory with the longest chain that must pass. A look at the properties would prove nothing:
     * they may have been set after JSSE had read them.
     *
     * @throws IllegalStateException if JSSE refuses it
     */
    static void verify() {
        raise();
        String failure = LongestHandshake.failure(CHAIN_LENGTH, MESSAGE_SIZE * 3 / 4);
        if (failure != null) {
            throw new IllegalStateException(
                    "TLS in this JVM refuses client chains of %d certificates (%s). Start it with %s"
                            .formatted(
                                    CHAIN_LENGTH,
                                    failure,
                                    String.join(
                                            " ",
                                            WANTED.entrySet().stream()
                                                    .map(entry -> "-D" + entry.getKey() + "=" + entry.getValue())
                                                    .sorted()
                                                    .toList())));
        }
    }
}
