package org.gridauthz.trust;

import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Locale;
import org.gridauthz.trust.ChainVerdict.Refused;
import org.jspecify.annotations.Nullable;

/** Smallest keys and hashes, by the site's settings and not by the JDK's security properties. */
record Strength(TrustSettings settings) {
    /** The certificate's own key. */
    @Nullable
    Refused key(X509Certificate certificate) {
        Key key = certificate.getPublicKey();
        boolean strong = switch (key) {
            case RSAPublicKey rsa -> rsa.getModulus().bitLength() >= settings.smallestRsa();
            case ECPublicKey ec -> ec.getParams().getCurve().getField().getFieldSize() >= settings.smallestEc();
            case EdECPublicKey ed -> true;
            default -> false;
        };
        return strong
                ? null
                : new Refused(
                        TrustReason.KEY_TOO_WEAK,
                        "the " + key.getAlgorithm() + " key of "
                                + certificate.getSubjectX500Principal().getName() + " is too weak");
    }

    /** The hash its issuer signed with; not asked of anchors, whose own signature proves nothing. */
    @Nullable
    Refused hash(X509Certificate certificate) {
        String hash = hashName(certificate);
        return settings.hashes().contains(hash)
                ? null
                : new Refused(
                        TrustReason.HASH_TOO_WEAK,
                        certificate.getSubjectX500Principal().getName() + " is signed with " + hash);
    }

    private String hashName(X509Certificate certificate) {
        String algorithm = certificate.getSigAlgName().toUpperCase(Locale.ROOT);
        if (algorithm.startsWith("ED")) {
            return "SHA512"; // Ed25519 and Ed448 bring their own, of that strength
        }
        if (algorithm.equals("RSASSA-PSS")) {
            return pssHash(certificate);
        }
        int with = algorithm.indexOf("WITH");
        return with < 0 ? algorithm : algorithm.substring(0, with);
    }

    private String pssHash(X509Certificate certificate) {
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("RSASSA-PSS");
            parameters.init(certificate.getSigAlgParams());
            PSSParameterSpec pss = parameters.getParameterSpec(PSSParameterSpec.class);
            String hash = pss.getDigestAlgorithm().replace("SHA-", "SHA");
            boolean sameMask = pss.getMGFParameters() instanceof MGF1ParameterSpec mask
                    && mask.getDigestAlgorithm().replace("SHA-", "SHA").equals(hash);
            return sameMask ? hash : "RSASSA-PSS with two hashes";
        } catch (GeneralSecurityException | java.io.IOException | RuntimeException e) {
            return "RSASSA-PSS with parameters that do not parse";
        }
    }
}
