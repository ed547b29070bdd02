package org.gridauthz.tls;

import java.io.IOException;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.List;
import org.gridauthz.tls.TlsSettings.ClientCertificate;
import org.gridauthz.tls.TlsSettings.Listener;
import org.gridauthz.trust.GridTrust;

/** Opens ports beside the listeners, at any time: with the service's host keys, and asking for a client certificate. */
public final class TlsPorts {
    private final TlsSettings settings;
    private final GridTrust trust;
    private final HostKeyWatch watch;
    private final HandshakeCounter counter;
    private final InstantSource clock;
    private final AdmissionControl control;

    TlsPorts(
            TlsSettings settings,
            GridTrust trust,
            HostKeyWatch watch,
            HandshakeCounter counter,
            InstantSource clock,
            AdmissionControl control) {
        this.control = control;
        this.settings = settings;
        this.trust = trust;
        this.watch = watch;
        this.counter = counter;
        this.clock = clock;
    }

    /**
     * Opens a port.
     *
     * @throws IOException if it cannot be bound
     */
    public TlsPort open(TlsPort.Place place, TlsPort.Service service) throws IOException {
        ListenerEndpoint endpoint = new ListenerEndpoint();
        endpoint.failures = new HandshakeFailures(place.name(), counter);
        Admission admission = control.admission();
        if (admission != null) {
            endpoint.admit(admission, trust, clock);
        }
        endpoint.setHandler(new PortHandler(place.name(), service, trust, counter, clock));
        endpoint.setName(place.name());
        endpoint.setPort(place.port());
        InetAddress address = place.address();
        if (address != null) {
            endpoint.setAddress(address);
        }
        endpoint.setMaxConnections(place.maxConnections());
        endpoint.setMaxThreads(place.threads());
        endpoint.setMinSpareThreads(Math.min(2, place.threads()));
        endpoint.setConnectionTimeout(Math.toIntExact(place.deadline().toMillis()));
        endpoint.setTcpNoDelay(true);
        endpoint.setSslImplementationName(GridSslImplementation.class.getName());
        endpoint.setSSLEnabled(true);
        Listener listener = new Listener(
                place.name(),
                address,
                place.port(),
                ClientCertificate.REQUIRED,
                List.of(),
                false,
                place.maxConnections(),
                place.threads(),
                place.deadline());
        // Who has her one answer does not come back for hours; a ticket would cost a twentieth of the connection.
        endpoint.addSslHostConfig(new GridHostConfig(settings, listener, watch.keys(), trust, false));
        if (FastCrypto.installed()) {
            endpoint.preferP256();
        }
        return new TlsPort(place, endpoint);
    }
}
