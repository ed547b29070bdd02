package org.gridauthz.tls;

import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Service;
import org.apache.catalina.connector.Connector;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.gridauthz.tls.TlsSettings.Listener;
import org.gridauthz.trust.GridTrust;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;

/**
 * Makes embedded Tomcat serve the configured listeners and nothing else. {@code server.port} and {@code server.ssl} play
 * no part: Boot hands Tomcat the key stores of a bundle only, and its reload drops a custom trust manager.
 *
 * <p>Platform threads, a bounded pool a listener: a handshake is arithmetic, which virtual threads make no cheaper, and
 * what keeps one community's handshakes from another's calls (a pool of its own, nice levels of native threads, a gate
 * that counts) needs threads that can be told apart.
 */
public final class TlsListeners implements WebServerFactoryCustomizer<TomcatServletWebServerFactory>, Ordered {
    private static final Logger LOG = LoggerFactory.getLogger(TlsListeners.class);

    private final TlsSettings settings;
    private final GridTrust trust;
    private final HostKeys keys;
    private final HandshakeCounter counter;
    private final InstantSource clock;
    private final AdmissionControl control;
    private final Draining draining = new Draining();
    /** Connectors compare by identity. */
    private final Map<Connector, Listener> byConnector = new ConcurrentHashMap<>();

    TlsListeners(TlsSettings settings, GridTrust trust, HostKeys keys, HandshakeCounter counter, InstantSource clock) {
        this(settings, trust, keys, counter, clock, AdmissionControl.NONE);
    }

    TlsListeners(
            TlsSettings settings,
            GridTrust trust,
            HostKeys keys,
            HandshakeCounter counter,
            InstantSource clock,
            AdmissionControl control) {
        this.control = control;
        this.settings = settings;
        this.trust = trust;
        this.keys = keys;
        this.counter = counter;
        this.clock = clock;
    }

    /** After Boot's own customizers, which would set the port of {@code server.port} again. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        List<Listener> listeners = settings.listeners();
        if (listeners.isEmpty()) {
            return;
        }
        JsseLimits.verify();
        Listener first = listeners.getFirst();
        factory.setProtocol(ListenerProtocol.class.getName());
        factory.setPort(first.port());
        factory.setSsl(null);
        factory.addConnectorCustomizers(connector -> set(connector, first));
        for (Listener listener : listeners.subList(1, listeners.size())) {
            factory.addAdditionalConnectors(connector(listener));
        }
        for (Listener listener : control.listeners(settings)) {
            factory.addAdditionalConnectors(connector(listener));
        }
        control.onChange(this::follow);
        factory.addEngineValves(new CallerValve(byConnector, trust, clock, counter, draining));
    }

    /** The port a listener is bound to, for tests that asked for port 0; null before the server started. */
    public @Nullable Integer port(String listener) {
        for (Map.Entry<Connector, Listener> entry : byConnector.entrySet()) {
            if (entry.getValue().name().equals(listener)) {
                int port = entry.getKey().getLocalPort();
                return port > 0 ? port : null;
            }
        }
        return null;
    }

    /** Whether callers are asked to go elsewhere. */
    public Draining draining() {
        return draining;
    }

    /**
     * Closes the connections that have been silent for so long and on which nothing is being done.
     *
     * @return how many are left
     */
    public int closeIdle(Duration silent) {
        return byConnector.keySet().stream()
                .map(Connector::getProtocolHandler)
                .mapToInt(protocol -> protocol instanceof ListenerProtocol ours ? ours.closeIdle(silent) : 0)
                .sum();
    }

    /** Opens the listeners that communities have now, and closes those that they have no more. */
    private void follow() {
        List<Listener> wanted = control.listeners(settings);
        List<Listener> there = new ArrayList<>(settings.listeners());
        for (Map.Entry<Connector, Listener> entry : List.copyOf(byConnector.entrySet())) {
            Listener listener = entry.getValue();
            if (settings.listeners().contains(listener) || wanted.contains(listener)) {
                there.add(listener);
                continue;
            }
            byConnector.remove(entry.getKey());
            entry.getKey().getService().removeConnector(entry.getKey());
            try {
                entry.getKey().destroy();
            } catch (LifecycleException e) {
                LOG.warn("the listener {} did not close: {}", listener.name(), e.toString());
            }
            LOG.info("the listener {} is closed", listener.name());
        }
        Service service = byConnector.keySet().stream()
                .map(Connector::getService)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        for (Listener listener : wanted) {
            if (service != null && !there.contains(listener)) {
                Connector connector = connector(listener);
                service.addConnector(connector); // starts it, and logs what is wrong with its port
                LOG.info("the listener {} is open on port {}", listener.name(), connector.getLocalPort());
            }
        }
    }

    private Connector connector(Listener listener) {
        Connector connector = new Connector(ListenerProtocol.class.getName());
        connector.setThrowOnFailure(true);
        set(connector, listener);
        return connector;
    }

    private void set(Connector connector, Listener listener) {
        byConnector.put(connector, listener);
        ListenerProtocol protocol = (ListenerProtocol) connector.getProtocolHandler();
        protocol.observe(new HandshakeFailures(listener.name(), counter));
        Admission admission = control.admission();
        if (admission != null) {
            protocol.admit(admission, trust, clock);
        }
        InetAddress address = listener.address();
        if (address != null) {
            protocol.setAddress(address);
        }
        connector.setPort(listener.port());
        connector.setScheme("https");
        connector.setSecure(true);
        connector.setXpoweredBy(false);
        // A token's subject is a part of ALISE's path, slashes and all. It stays encoded, so it parts nothing.
        connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
        protocol.setMaxConnections(listener.maxConnections());
        protocol.setMaxThreads(listener.threads());
        protocol.setMinSpareThreads(Math.min(4, listener.threads()));
        protocol.setConnectionTimeout(
                Math.toIntExact(listener.connectionTimeout().toMillis()));
        // Tomcat closes after 100 requests by default: with mutual TLS that is the dearest thing it could do.
        protocol.setMaxKeepAliveRequests(-1);
        // A body that is refused for its size is read off up to here, so that its sender reads why and not a reset.
        protocol.setMaxSwallowSize(16 << 20);
        protocol.setSslImplementationName(GridSslImplementation.class.getName());
        protocol.setSSLEnabled(true);
        SSLHostConfig config = new GridHostConfig(settings, listener, keys, trust);
        connector.addSslHostConfig(config);
    }
}
