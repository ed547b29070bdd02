package org.gridauthz.trust;

import java.security.GeneralSecurityException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.gridauthz.trust.ChainVerdict.Refused;
import org.jspecify.annotations.Nullable;

/**
 * Revocation by complete CRLs (RFC 5280 §6.3), for any time. canl's own modes either ignore an expired CRL or demand one
 * of every CA; a site wants neither. Delta, indirect, by-reason and attribute CRLs are not used: a CRL of these kinds counts as
 * absent. Listed is revoked, whatever the date in the entry.
 */
record RevocationLists(AnchorSet anchors, TrustSettings.MissingCrl missing) {
    /** @param until when the CRL that was used expires; {@link Instant#MAX} without one */
    record Answer(@Nullable Refused refused, Instant until) {}

    /** @param path end entity first, anchor last */
    Answer check(List<X509Certificate> path, Instant at) {
        Instant until = Instant.MAX;
        for (int i = 0; i < path.size() - 1; i++) {
            Answer answer = check(path.get(i), path.get(i + 1), at);
            if (answer.refused != null) {
                return answer;
            }
            until = until.isBefore(answer.until) ? until : answer.until;
        }
        return new Answer(null, until);
    }

    private Answer check(X509Certificate certificate, X509Certificate issuer, Instant at) {
        List<X509CRL> all = anchors.crls().getOrDefault(certificate.getIssuerX500Principal(), List.of());
        List<X509CRL> covering =
                all.stream().filter(crl -> CrlScope.covers(crl, certificate)).toList();
        if (covering.isEmpty()) {
            return absent(issuer);
        }
        List<X509CRL> genuine =
                covering.stream().filter(crl -> genuine(crl, issuer)).toList();
        if (genuine.isEmpty()) {
            return refused(TrustReason.CRL_INVALID, "no CRL of " + name(issuer) + " is signed by it");
        }
        if (genuine.stream().anyMatch(crl -> crl.getRevokedCertificate(certificate) != null)) {
            return refused(TrustReason.CERTIFICATE_REVOKED, name(certificate) + " is revoked");
        }
        return genuine.stream()
                .filter(crl -> crl.getNextUpdate() != null)
                .map(crl -> crl.getNextUpdate().toInstant())
                .max(Instant::compareTo)
                .filter(next -> !next.isBefore(at))
                .map(next -> new Answer(null, next))
                .orElseGet(() -> refused(TrustReason.CRL_EXPIRED, "the CRL of " + name(issuer) + " has expired"));
    }

    private Answer absent(X509Certificate issuer) {
        if (!anchors.unreadableCrls().isEmpty()
                && CaHash.of(issuer.getSubjectX500Principal()).stream().anyMatch(anchors.unreadableCrls()::contains)) {
            return refused(TrustReason.CRL_INVALID, "the CRL of " + name(issuer) + " does not parse");
        }
        return missing == TrustSettings.MissingCrl.ACCEPTED
                ? new Answer(null, Instant.MAX)
                : refused(TrustReason.CRL_MISSING, "there is no CRL of " + name(issuer));
    }

    private static boolean genuine(X509CRL crl, X509Certificate issuer) {
        boolean[] usage = issuer.getKeyUsage();
        if (usage != null && !usage[6]) { // cRLSign
            return false;
        }
        try {
            crl.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException | RuntimeException e) { // unchecked at some impossible keys
            return false;
        }
    }

    private static Answer refused(TrustReason reason, String why) {
        return new Answer(new Refused(reason, why), Instant.MAX);
    }

    private static String name(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().getName();
    }
}
