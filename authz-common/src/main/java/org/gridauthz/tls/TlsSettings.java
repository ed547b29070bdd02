package org.gridauthz.tls;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The TLS listeners of a service: {@code gridauthz.tls}.
 *
 * @param hostKeys certificate and key files, at most one pair of RSA and one of EC keys; both are served side by side
 * @param listeners the ports; the first is the one others are counted from (Boot's {@code server.port} is not used)
 * @param reread how often the host key files are looked at, at most a minute
 * @param sessionTimeout how long a TLS session may be resumed. The caller's chain is judged anew on every request
 *     whatever this is; it bounds what a stolen session key is worth
 * @param sessionCacheSize most sessions kept by a listener for clients that resume by id (TLS 1.2)
 */
@ConfigurationProperties("gridauthz.tls")
public record TlsSettings(
        @DefaultValue List<HostKey> hostKeys,
        @DefaultValue List<Listener> listeners,
        @DefaultValue("20s") Duration reread,
        @DefaultValue("10m") Duration sessionTimeout,
        @DefaultValue("20000") int sessionCacheSize) {

    /** PEM files; the certificate's file may hold the chain above it, leaf first. */
    public record HostKey(Path certificate, Path key) {}

    /** Whether a client must show a certificate. */
    public enum ClientCertificate {
        REQUIRED,
        /** One that is shown is judged all the same. */
        WANTED,
        NONE
    }

    /**
     * One port.
     *
     * @param name appears in metrics, thread names and {@link Caller#listener()}
     * @param address null: all addresses, IPv4 and IPv6
     * @param port 0 takes any free one, for tests
     * @param paths what is served here, as path prefixes; empty: everything. Anything else is 404
     * @param sendIssuers whether to name the trust anchors to clients. Off, the handshake is some 20 KB shorter with a
     *     few hundred anchors; browsers and some Java clients choose their certificate by that list
     * @param maxConnections memory protection only; far above what is needed
     * @param threads for requests and handshakes
     * @param connectionTimeout silence a connection may keep between two requests and in the handshake
     */
    public record Listener(
            String name,
            @Nullable InetAddress address,
            int port,
            @DefaultValue("REQUIRED") ClientCertificate clientCertificate,
            @DefaultValue List<String> paths,
            @DefaultValue("false") boolean sendIssuers,
            @DefaultValue("8192") int maxConnections,
            @DefaultValue("64") int threads,
            @DefaultValue("20s") Duration connectionTimeout) {
        public Listener {
            paths = List.copyOf(paths);
        }
    }

    /** @throws IllegalArgumentException with every mistake, not the first only */
    public TlsSettings {
        hostKeys = List.copyOf(hostKeys);
        listeners = List.copyOf(listeners);
        List<String> mistakes = new ArrayList<>();
        if (!listeners.isEmpty() && (hostKeys.isEmpty() || hostKeys.size() > 2)) {
            mistakes.add("host-keys must name one certificate, or one with an RSA and one with an EC key");
        }
        if (reread.compareTo(Duration.ofSeconds(1)) < 0 || reread.compareTo(Duration.ofMinutes(1)) > 0) {
            mistakes.add("reread must lie between 1 s and 1 min");
        }
        if (sessionTimeout.compareTo(Duration.ofSeconds(1)) < 0 || sessionTimeout.compareTo(Duration.ofHours(24)) > 0) {
            mistakes.add("session-timeout must lie between 1 s and 24 h");
        }
        if (sessionCacheSize < 1) {
            mistakes.add("session-cache-size must be positive (JSSE reads 0 as unbounded)");
        }
        Set<String> names = new HashSet<>();
        Set<String> places = new HashSet<>();
        for (Listener listener : listeners) {
            if (!listener.name().matches("[a-z0-9-]{1,20}") || !names.add(listener.name())) {
                mistakes.add("listener names are 1 to 20 of a-z, 0-9 and -, each once: " + listener.name());
            }
            if (listener.port() < 0 || listener.port() > 65535) {
                mistakes.add("listener " + listener.name() + ": port " + listener.port());
            } else if (listener.port() > 0 && !places.add(listener.address() + ":" + listener.port())) {
                mistakes.add("listener " + listener.name() + ": port " + listener.port() + " is used twice");
            }
            if (listener.threads() < 1 || listener.maxConnections() < 1) {
                mistakes.add("listener " + listener.name() + ": threads and max-connections must be positive");
            }
            if (listener.paths().stream().anyMatch(path -> !path.startsWith("/"))) {
                mistakes.add("listener " + listener.name() + ": paths begin with a slash");
            }
        }
        if (!mistakes.isEmpty()) {
            throw new IllegalArgumentException("gridauthz.tls: " + String.join("; ", mistakes));
        }
    }
}
