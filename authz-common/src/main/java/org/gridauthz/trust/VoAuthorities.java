package org.gridauthz.trust;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.italiangrid.voms.store.LSCInfo;
import org.italiangrid.voms.store.VOMSTrustStore;
import org.italiangrid.voms.store.VOMSTrustStoreStatusListener;
import org.jspecify.annotations.Nullable;

/**
 * What the vomsdir says of one VO, as voms-api-java asks for it. One object a VO, because the library looks a local AA
 * certificate up by subject alone: the authority of one VO would then speak for all of them.
 *
 * @param chains LSC entries by host
 * @param certificates AA certificates put there as PEM files
 */
record VoAuthorities(Map<String, LscFile> chains, List<X509Certificate> certificates) implements VOMSTrustStore {
    static final VoAuthorities NONE = new VoAuthorities(Map.of(), List.of());

    VoAuthorities {
        chains = Map.copyOf(chains);
        certificates = List.copyOf(certificates);
    }

    @Override
    public @Nullable LSCInfo getLSC(String vo, String host) {
        return chains.get(host);
    }

    @Override
    public @Nullable X509Certificate getAACertificateBySubject(X500Principal subject) {
        return certificates.stream()
                .filter(each -> each.getSubjectX500Principal().equals(subject))
                .findFirst()
                .orElse(null);
    }

    @Override
    public List<X509Certificate> getLocalAACertificates() {
        return certificates;
    }

    @Override
    public List<String> getLocalTrustedDirectories() {
        return List.of();
    }

    @Override
    public Map<String, Set<LSCInfo>> getAllLSCInfo() {
        throw new UnsupportedOperationException("one VO only");
    }

    @Override
    public void loadTrustInformation() {
        throw new UnsupportedOperationException("immutable");
    }

    @Override
    public void setStatusListener(VOMSTrustStoreStatusListener listener) {
        throw new UnsupportedOperationException("immutable");
    }
}
