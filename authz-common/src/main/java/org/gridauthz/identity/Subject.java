package org.gridauthz.identity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whoever is decided about, after the credential was read and believed: what policy rules and bans look at. */
public sealed interface Subject {
    /** Group attributes in the order the credential carried them; the first is the primary one. */
    List<Fqan> fqans();

    /** For people and records: the DN, or issuer and subject of a token. */
    String name();

    /** Whether the attributes were verified by us, or vouched for by a caller with the right to. */
    boolean verified();

    /**
     * A holder of an X.509 certificate.
     *
     * @param dn the end-entity subject, rendered
     * @param ambiguous whether the rendering could stand for several names: such a subject is hit by bans and never
     *     matched by members or mappings
     * @param issuer the end-entity certificate's issuer, rendered, where known
     * @param serial its serial number in decimal, where known
     */
    record Person(
            SlashDn dn,
            boolean ambiguous,
            @Nullable SlashDn issuer,
            @Nullable String serial,
            List<Fqan> fqans,
            boolean verified)
            implements Subject {
        public Person {
            fqans = List.copyOf(fqans);
        }

        @Override
        public String name() {
            return dn.text();
        }
    }

    /**
     * A holder of a token.
     *
     * @param issuer the {@code iss} claim
     * @param subject the {@code sub} claim
     * @param vo the VO whose issuer this is, where configured
     * @param fqans {@code wlcg.groups} read as FQANs
     * @param scopes the {@code scope} claim, split
     */
    record Bearer(
            String issuer, String subject, @Nullable String vo, List<Fqan> fqans, List<String> scopes, boolean verified)
            implements Subject {
        public Bearer {
            fqans = List.copyOf(fqans);
            scopes = List.copyOf(scopes);
        }

        @Override
        public String name() {
            return issuer + " " + subject;
        }
    }
}
