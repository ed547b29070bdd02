package org.gridauthz.trust;

import eu.emi.security.authn.x509.helpers.proxy.ProxyCertInfoExtension;
import eu.emi.security.authn.x509.proxy.ProxyPolicy;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import org.gridauthz.identity.Dn;
import org.gridauthz.trust.ChainVerdict.Refused;
import org.jspecify.annotations.Nullable;

/**
 * Rules of RFC 3820 that canl leaves to the caller, and those whose refusal deserves a name of its own: what a proxy is
 * called, what its extension says, who may sign whom.
 */
record ProxyRules(Set<ProxyKind> accepted) {
    private static final String INHERIT_ALL = "1.3.6.1.5.5.7.21.1";
    private static final String LIMITED = ProxyPolicy.LIMITED_PROXY_OID;

    @Nullable
    Refused check(PresentedChain chain) {
        List<X509Certificate> proxies = chain.proxies();
        for (int i = proxies.size() - 1; i >= 0; i--) {
            X509Certificate proxy = proxies.get(i);
            X509Certificate issuer = i + 1 < proxies.size() ? proxies.get(i + 1) : chain.endEntity();
            Refused refused = pair(proxy, issuer, i + 1 < proxies.size());
            if (refused == null) {
                refused = pathLength(proxy, i);
            }
            if (refused != null) {
                return refused;
            }
        }
        return null;
    }

    /** Whether a proxy is limited; only asked of proxies that passed. */
    static boolean limited(X509Certificate proxy) {
        if (ProxyKind.of(proxy) == ProxyKind.LEGACY) {
            return "limited proxy".equals(ProxyKind.legacyName(proxy));
        }
        ProxyCertInfoExtension info = info(proxy);
        return info != null && LIMITED.equals(info.getPolicy().getPolicyOID());
    }

    private @Nullable Refused pair(X509Certificate proxy, X509Certificate issuer, boolean issuerIsProxy) {
        ProxyKind kind = ProxyKind.of(proxy);
        if (kind == null || !accepted.contains(kind)) {
            return PathRules.refused(TrustReason.PROXY_KIND_REFUSED, proxy, "is a " + kind + " proxy");
        }
        if (issuer.getBasicConstraints() >= 0) {
            return PathRules.refused(TrustReason.PROXY_ISSUED_BY_CA, proxy, "was issued by a CA");
        }
        if (!namedAfter(proxy, issuer)) {
            return PathRules.refused(TrustReason.PROXY_NAME_WRONG, proxy, "is not named as its issuer plus one CN");
        }
        if (issuerIsProxy && ProxyKind.of(issuer) != kind) {
            return PathRules.refused(TrustReason.PROXY_KINDS_MIXED, proxy, "is of another kind than its issuer");
        }
        Refused refused = kind == ProxyKind.LEGACY ? null : extension(proxy, kind);
        if (refused == null && issuerIsProxy && limited(issuer) && !limited(proxy)) {
            return PathRules.refused(
                    TrustReason.PROXY_LIMITED_SIGNED_FULL, proxy, "is a full proxy signed by a limited one");
        }
        return refused;
    }

    /** RFC 3820 §3.4: issuer field and subject both follow from the signer's name; compared without regard to string types. */
    private static boolean namedAfter(X509Certificate proxy, X509Certificate issuer) {
        Dn subject = Dn.of(proxy.getSubjectX500Principal());
        Dn parent = Dn.of(issuer.getSubjectX500Principal());
        return Dn.of(proxy.getIssuerX500Principal()).equals(parent)
                && subject.rdns().size() == parent.rdns().size() + 1
                && subject.startsWith(parent)
                && subject.rdns().getLast().attributes().size() == 1
                && subject.rdns().getLast().attributes().getFirst().type().equals("2.5.4.3");
    }

    private static @Nullable Refused extension(X509Certificate proxy, ProxyKind kind) {
        String oid = kind == ProxyKind.RFC3820 ? ProxyKind.RFC_OID : ProxyKind.DRAFT_OID;
        boolean both = proxy.getExtensionValue(ProxyKind.RFC_OID) != null
                && proxy.getExtensionValue(ProxyKind.DRAFT_OID) != null;
        Set<String> critical = proxy.getCriticalExtensionOIDs();
        if (both || critical == null || !critical.contains(oid)) {
            return PathRules.refused(TrustReason.PROXY_INVALID, proxy, "must have one ProxyCertInfo, and critical");
        }
        ProxyCertInfoExtension info = info(proxy);
        // canl keeps the low 32 bits of the length: a negative one is a lie either way
        if (info == null || info.getPolicy() == null || info.getProxyPathLimit() < 0) {
            return PathRules.refused(TrustReason.PROXY_INVALID, proxy, "has a ProxyCertInfo that does not parse");
        }
        String language = info.getPolicy().getPolicyOID();
        return INHERIT_ALL.equals(language) || LIMITED.equals(language)
                ? null
                : PathRules.refused(
                        TrustReason.PROXY_POLICY_UNSUPPORTED, proxy, "has rights of its own, by policy " + language);
    }

    private static @Nullable Refused pathLength(X509Certificate proxy, int below) {
        if (ProxyKind.of(proxy) == ProxyKind.LEGACY) {
            return null;
        }
        ProxyCertInfoExtension info = info(proxy);
        return info == null || below <= info.getProxyPathLimit()
                ? null
                : PathRules.refused(
                        TrustReason.PROXY_PATH_LENGTH_EXCEEDED,
                        proxy,
                        "allows " + info.getProxyPathLimit() + " proxies below it, here are " + below);
    }

    private static @Nullable ProxyCertInfoExtension info(X509Certificate proxy) {
        try {
            return ProxyCertInfoExtension.getInstance(proxy);
        } catch (IOException | RuntimeException e) { // canl's parser reports bad ASN.1 by both
            return null;
        }
    }
}
