package org.gridauthz.trust;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.gridauthz.trust.ChainVerdict.Refused;

/**
 * A chain taken apart: proxies in order, the end-entity certificate behind them, and whatever else came along. Proxies and
 * end entity must stand in order at the front; the rest is a bag to look for CAs in (RFC 8446 §4.4.2 tells servers to
 * be prepared for other orders and for extra certificates). What is in the bag can help to find a path and can never name anybody.
 */
record PresentedChain(List<X509Certificate> proxies, X509Certificate endEntity, List<X509Certificate> others) {
    /** Either a {@link PresentedChain} or why there is none. */
    sealed interface Split {}

    record Apart(PresentedChain chain) implements Split {}

    record Not(Refused refused) implements Split {}

    static Split of(List<X509Certificate> leafFirst) {
        List<X509Certificate> proxies = new ArrayList<>();
        int at = 0;
        for (boolean proxy = true; proxy && at < leafFirst.size(); ) {
            X509Certificate next = leafFirst.get(at);
            Refused unreadable = CertificateForm.names(next);
            if (unreadable != null) {
                return new Not(unreadable);
            }
            proxy = ProxyKind.of(next) != null;
            if (proxy) {
                proxies.add(next);
                at++;
            }
        }
        if (at == leafFirst.size()) {
            return new Not(new Refused(
                    TrustReason.CHAIN_ORDER_WRONG, "the end-entity certificate that signed the proxy is missing"));
        }
        X509Certificate endEntity = leafFirst.get(at);
        List<X509Certificate> others = leafFirst.subList(at + 1, leafFirst.size());
        for (X509Certificate other : others) {
            if (other.getExtensionValue(ProxyKind.RFC_OID) != null
                    || other.getExtensionValue(ProxyKind.DRAFT_OID) != null) {
                return new Not(new Refused(
                        TrustReason.CHAIN_ORDER_WRONG, "a proxy certificate stands behind the end-entity certificate"));
            }
        }
        return new Apart(new PresentedChain(List.copyOf(proxies), endEntity, List.copyOf(others)));
    }

    List<X509Certificate> proxiesAndEndEntity() {
        return Stream.concat(proxies.stream(), Stream.of(endEntity)).toList();
    }

    boolean hasProxies() {
        return !proxies.isEmpty();
    }
}
