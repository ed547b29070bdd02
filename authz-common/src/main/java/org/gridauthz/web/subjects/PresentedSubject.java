package org.gridauthz.web.subjects;

import java.util.List;
import org.gridauthz.identity.Fqan;
import org.gridauthz.identity.SlashDn;
import org.jspecify.annotations.Nullable;

/** A subject as the caller presented it, before anything was verified. */
public sealed interface PresentedSubject {
    /** A certificate chain in PEM, leaf first, to be verified here. */
    record Chain(String pem) implements PresentedSubject {}

    /** A JWT, to be verified here. */
    record Token(String jwt) implements PresentedSubject {
        /** Keeps the bearer token out of logs. */
        @Override
        public String toString() {
            return "Token[…]";
        }
    }

    /**
     * A DN with FQANs, which count as verified only if the caller may vouch for their VO.
     *
     * @param disclaimed whether the caller says itself that it did not verify them
     */
    record Named(SlashDn dn, @Nullable SlashDn issuer, List<Fqan> fqans, boolean disclaimed)
            implements PresentedSubject {
        public Named {
            fqans = List.copyOf(fqans);
        }

        public Named(SlashDn dn, @Nullable SlashDn issuer, List<Fqan> fqans) {
            this(dn, issuer, fqans, false);
        }
    }

    /** The claims of a token that the caller verified. */
    record Claims(String issuer, String subject, List<Fqan> groups, List<String> scopes) implements PresentedSubject {
        public Claims {
            groups = List.copyOf(groups);
            scopes = List.copyOf(scopes);
        }
    }
}
