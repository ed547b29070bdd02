package org.gridauthz.trust;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether an attribute authority's own certificate is to be believed: anchors, CRLs, policies, key sizes. */
@FunctionalInterface
public interface AuthorityCheck {
    /**
     * Checks a chain without proxies.
     *
     * @param chain the authority's certificate first
     * @return null if it is believed at that time, else why not
     */
    @Nullable
    String refusal(List<X509Certificate> chain, Instant at);
}
