package org.gridauthz.trust;

import eu.emi.security.authn.x509.ProxySupport;
import eu.emi.security.authn.x509.RevocationParameters;
import eu.emi.security.authn.x509.StoreUpdateListener;
import eu.emi.security.authn.x509.ValidationErrorListener;
import eu.emi.security.authn.x509.ValidationResult;
import eu.emi.security.authn.x509.X509CertChainValidatorExt;
import java.security.cert.CertPath;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lets voms-api-java ask our own chain check, for one AC at one instant. */
final class AuthorityChains implements X509CertChainValidatorExt {
    private final AuthorityCheck check;
    private final Instant at;
    private @Nullable String lastRefusal;

    AuthorityChains(AuthorityCheck check, Instant at) {
        this.check = check;
        this.at = at;
    }

    @Nullable
    String lastRefusal() {
        return lastRefusal;
    }

    @Override
    public ValidationResult validate(X509Certificate[] chain) {
        try {
            lastRefusal = check.refusal(List.of(chain), at);
        } catch (RuntimeException e) {
            // canl fails in several ways on chains it cannot build; what cannot be checked is not believed.
            lastRefusal =
                    "the authority's chain cannot be checked: " + e.getClass().getSimpleName();
        }
        return new ValidationResult(lastRefusal == null);
    }

    @Override
    public ValidationResult validate(CertPath path) {
        return validate(path.getCertificates().toArray(X509Certificate[]::new));
    }

    @Override
    public X509Certificate[] getTrustedIssuers() {
        return new X509Certificate[0];
    }

    @Override
    public ProxySupport getProxySupport() {
        return ProxySupport.DENY;
    }

    @Override
    public RevocationParameters getRevocationCheckingMode() {
        return RevocationParameters.IGNORE;
    }

    @Override
    public void addValidationListener(ValidationErrorListener listener) {}

    @Override
    public void removeValidationListener(ValidationErrorListener listener) {}

    @Override
    public void addUpdateListener(StoreUpdateListener listener) {}

    @Override
    public void removeUpdateListener(StoreUpdateListener listener) {}

    @Override
    public void dispose() {}
}
