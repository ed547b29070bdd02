package org.gridauthz.tls;

import java.io.IOException;
import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.gridauthz.trust.VerifiedChain;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A mutual-TLS port that speaks something else than HTTP: one question, one answer, close. It stands on the same endpoint
 * as the HTTP listeners, so that whatever limits their handshakes limits these; no thread waits for a client, and a
 * connection that has not said all it has to say by its deadline is closed.
 */
public final class TlsPort implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TlsPort.class);
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(2);

    private final Place place;
    private final ListenerEndpoint endpoint;
    private final ScheduledExecutorService looks;
    /** When a connection was first seen by a look. */
    private final Map<SocketWrapperBase<NioChannel>, Long> since = new HashMap<>();

    /**
     * Where it is and what it may take.
     *
     * @param name appears in metrics and thread names
     * @param address null: all addresses
     * @param port 0 takes any free one, for tests
     * @param maxConnections more wait to be accepted; when half of them are taken, deadlines are a quarter
     * @param threads for handshakes and answers
     * @param deadline from accept to the end of the answer, a second more at most
     */
    public record Place(
            String name, @Nullable InetAddress address, int port, int maxConnections, int threads, Duration deadline) {}

    /** Who talks to those who connect. */
    @FunctionalInterface
    public interface Service {
        /**
         * Called when the first bytes of a connection came.
         *
         * @param caller judged for this very connection
         * @param presented the chain as sent, leaf first, or as it was sent when the resumed session began
         */
        Dialogue begin(VerifiedChain caller, List<X509Certificate> presented, String remoteAddress);

        /** In the place of {@link #begin} while there is no time for an answer: says so in the protocol's words, whoever asks. */
        default Dialogue refuse() {
            return (bytes, length) -> new byte[0];
        }
    }

    /** One connection. Called by one thread at a time. */
    @FunctionalInterface
    public interface Dialogue {
        /**
         * Takes the bytes that came.
         *
         * @param bytes the first {@code length} are meant; used again afterwards
         * @return what is sent before the connection is closed, possibly nothing; null to hear more
         */
        byte @Nullable [] take(byte[] bytes, int length);
    }

    TlsPort(Place place, ListenerEndpoint endpoint) throws IOException {
        this.place = place;
        this.endpoint = endpoint;
        try {
            endpoint.init();
            endpoint.start();
        } catch (Exception e) {
            close(endpoint);
            throw e instanceof IOException io ? io : new IOException("port " + place.port() + ": " + e.getMessage(), e);
        }
        looks = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name(place.name() + "-deadlines").factory());
        long every = Math.clamp(place.deadline().toMillis() / 4, 50, 1000);
        ScheduledFuture<?> unused = looks.scheduleWithFixedDelay(this::look, every, every, TimeUnit.MILLISECONDS);
    }

    /** The port it is bound to. */
    public int port() {
        return endpoint.getLocalPort();
    }

    /** How many connections are open. */
    public long connections() {
        return endpoint.getConnectionCount();
    }

    /** Closes what took too long: by an event, since a connection may be closed by the thread only that has its lock. */
    private void look() {
        try {
            var open = endpoint.getConnections();
            since.keySet().retainAll(open);
            long now = System.nanoTime();
            long allowed = place.deadline().toNanos() / (open.size() > place.maxConnections() / 2 ? 4 : 1);
            for (SocketWrapperBase<NioChannel> connection : open) {
                Long first = since.putIfAbsent(connection, now);
                if (first != null && now - first > allowed) {
                    endpoint.processSocket(connection, SocketEvent.ERROR, true);
                }
            }
        } catch (RuntimeException e) {
            LOG.warn("{}: deadlines were not looked at: {}", place.name(), e.toString());
        }
    }

    /** Takes no more connections, lets those open have their answer for two seconds, and closes. */
    @Override
    public void close() {
        endpoint.closeServerSocketGraceful();
        endpoint.awaitConnectionsClose(LAST_ANSWERS.toMillis());
        looks.shutdownNow();
        close(endpoint);
    }

    private static void close(ListenerEndpoint endpoint) {
        try {
            endpoint.stop();
        } catch (Exception e) {
            LOG.debug("an endpoint did not stop", e);
        }
        try {
            endpoint.destroy();
        } catch (Exception e) {
            LOG.warn("an endpoint did not close: {}", e.toString());
        }
    }
}
