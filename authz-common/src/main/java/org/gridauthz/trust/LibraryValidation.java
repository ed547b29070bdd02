package org.gridauthz.trust;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.italiangrid.voms.VOMSError;
import org.italiangrid.voms.ac.VOMSValidationResult;
import org.italiangrid.voms.ac.impl.DefaultVOMSValidationStrategy;
import org.italiangrid.voms.error.VOMSValidationErrorCode;
import org.italiangrid.voms.error.VOMSValidationErrorMessage;
import org.jspecify.annotations.Nullable;

/**
 * voms-api-java's validation of one AC: LSC entry, authority's chain, key identifier, signature, holder, targets. Its
 * strategy object is three references, so one is made for each AC with the VO's store and the instant in it; the costly
 * validator behind {@link AuthorityCheck} is shared. Its exceptions become refusals.
 */
final class LibraryValidation {
    private LibraryValidation() {}

    static @Nullable RefusedAttributes refusal(
            ReadAc ac,
            VoAuthorities vo,
            AuthorityCheck authorities,
            Set<String> hosts,
            X509Certificate endEntity,
            Instant at) {
        AuthorityChains chains = new AuthorityChains(authorities, at);
        DefaultVOMSValidationStrategy strategy =
                new DefaultVOMSValidationStrategy(vo, chains, () -> ownName(ac.getTargets(), hosts));
        try {
            VOMSValidationResult result = strategy.validateAC(ac, new X509Certificate[] {endEntity});
            return result.isValid() ? null : refusal(ac, result.getValidationErrors(), chains.lastRefusal());
        } catch (VOMSError e) {
            return new RefusedAttributes(AttributeRefusal.AC_SIGNATURE, ac.getVO(), "the signature cannot be checked");
        } catch (RuntimeException e) {
            return new RefusedAttributes(
                    AttributeRefusal.AC_MALFORMED,
                    ac.getVO(),
                    "not readable as the library expects: " + e.getClass().getSimpleName());
        }
    }

    /** The library knows one local name; it is given the target that names us under any, or some name of ours. */
    private static String ownName(List<String> targets, Set<String> hosts) {
        return targets.stream()
                .filter(target -> hosts.contains(target.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElse("this host");
    }

    private static RefusedAttributes refusal(
            ReadAc ac, List<VOMSValidationErrorMessage> errors, @Nullable String authorityRefusal) {
        AttributeRefusal reason = AttributeRefusal.AC_MALFORMED;
        String detail = "refused by voms-api-java without a reason";
        for (VOMSValidationErrorMessage error : errors) {
            AttributeRefusal known = reason(error.getErrorCode());
            if (known != null) {
                reason = known;
                detail = error.getMessage();
                break;
            }
        }
        if (reason == AttributeRefusal.AC_AUTHORITY_UNTRUSTED && authorityRefusal != null) {
            detail = authorityRefusal;
        }
        return new RefusedAttributes(reason, ac.getVO(), detail == null ? reason.name() : detail);
    }

    private static @Nullable AttributeRefusal reason(VOMSValidationErrorCode code) {
        return switch (code) {
            case lscFileNotFound -> AttributeRefusal.AC_LSC_MISSING;
            case lscDescriptionDoesntMatchAcCert -> AttributeRefusal.AC_LSC_MISMATCH;
            case emptyAcCertsExtension, aaCertNotFound -> AttributeRefusal.AC_AUTHORITY_UNKNOWN;
            case invalidAcCert, invalidAaCert, canlError -> AttributeRefusal.AC_AUTHORITY_UNTRUSTED;
            case acCertFailsSignatureVerification, aaCertFailsSignatureVerification -> AttributeRefusal.AC_SIGNATURE;
            case acHolderDoesntMatchCertChain -> AttributeRefusal.AC_HOLDER_MISMATCH;
            case localhostDoesntMatchAcTarget -> AttributeRefusal.AC_TARGET;
            // Time and critical extensions were looked at before; the key identifier is what remains under "other".
            case other -> AttributeRefusal.AC_KEY_IDENTIFIER;
            case acNotValidAtCurrentTime -> AttributeRefusal.AC_EXPIRED;
        };
    }
}
