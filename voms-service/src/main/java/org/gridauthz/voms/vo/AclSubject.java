package org.gridauthz.voms.vo;

import org.gridauthz.identity.Fqan;
import org.gridauthz.identity.SlashDn;
import org.jspecify.annotations.Nullable;

/** Whom an entry of an ACL is about. */
public sealed interface AclSubject {
    /** Whether the entry applies to a caller. */
    boolean covers(Visitor visitor);

    /** The word for the kind, as stored and as answered. */
    String kind();

    /** The name within the kind; empty where the kind says all. */
    String name();

    /** The same as bytes to look it up by. */
    default byte[] key() {
        return Keys.of(kind(), this instanceof Certificate one ? one.dn().folded() : name(), issuer(this));
    }

    private static String issuer(AclSubject subject) {
        return subject instanceof Certificate one && one.issuer() != null
                ? one.issuer().folded()
                : "";
    }

    /**
     * One certificate.
     *
     * @param issuer null: of any issuer
     */
    record Certificate(SlashDn dn, @Nullable SlashDn issuer) implements AclSubject {
        @Override
        public boolean covers(Visitor visitor) {
            SlashDn theirs = visitor.issuer();
            return visitor.dn() != null
                    && dn.folded().equals(visitor.dn().folded())
                    && (issuer == null || (theirs != null && issuer.folded().equals(theirs.folded())));
        }

        @Override
        public String kind() {
            return "CERTIFICATE";
        }

        @Override
        public String name() {
            return dn.text();
        }
    }

    /** Whoever is in a group, or holds a role in it. */
    record Holders(Fqan fqan) implements AclSubject {
        @Override
        public boolean covers(Visitor visitor) {
            return visitor.held().contains(fqan);
        }

        @Override
        public String kind() {
            return "HOLDERS";
        }

        @Override
        public String name() {
            return fqan.toString();
        }
    }

    /** VOMS-Admin's "Any Authenticated User". */
    record Anyone() implements AclSubject {
        @Override
        public boolean covers(Visitor visitor) {
            return visitor.dn() != null;
        }

        @Override
        public String kind() {
            return "ANYONE";
        }

        @Override
        public String name() {
            return "";
        }
    }

    /** VOMS-Admin's "Unauthenticated Client". Kept because dumps have it; nothing here answers such a client. */
    record Nobody() implements AclSubject {
        @Override
        public boolean covers(Visitor visitor) {
            return visitor.dn() == null;
        }

        @Override
        public String kind() {
            return "UNAUTHENTICATED";
        }

        @Override
        public String name() {
            return "";
        }
    }

    /**
     * Reads what {@link #kind} and {@link #name} say.
     *
     * @throws IllegalArgumentException at an unknown kind or a malformed name
     */
    static AclSubject of(String kind, String name, @Nullable String issuer) {
        return switch (kind) {
            case "CERTIFICATE" -> new Certificate(new SlashDn(name), issuer == null ? null : new SlashDn(issuer));
            case "HOLDERS" -> new Holders(Fqan.parse(name));
            case "ANYONE" -> new Anyone();
            case "UNAUTHENTICATED" -> new Nobody();
            default ->
                throw new IllegalArgumentException("the kind is CERTIFICATE, HOLDERS, ANYONE or UNAUTHENTICATED");
        };
    }
}
