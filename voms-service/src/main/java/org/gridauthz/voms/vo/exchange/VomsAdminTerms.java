package org.gridauthz.voms.vo.exchange;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.gridauthz.identity.Fqan;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.voms.vo.AclEntry;
import org.gridauthz.voms.vo.AclSubject;
import org.gridauthz.voms.vo.IdentityName;
import org.gridauthz.voms.vo.Newcomer.Outcome;
import org.gridauthz.voms.vo.Permissions;
import org.gridauthz.voms.vo.VoChange;
import org.gridauthz.voms.vo.exchange.VomsAdminTables.OldEntry;
import org.gridauthz.voms.vo.exchange.VomsAdminTables.OldSignature;
import org.gridauthz.voms.vo.exchange.VomsAdminTables.OldVersion;
import org.gridauthz.voms.vo.store.Acls;
import org.gridauthz.voms.vo.store.Deed;
import org.gridauthz.voms.vo.store.VoLedger;
import org.gridauthz.voms.vo.store.Vos;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.BadSqlGrammarException;

/**
 * Takes over ACLs, rules of use, their signatures and applications under way from a VOMS-Admin database; what is there already stays. Whoever has not signed the version in
 * force is asked from now on, not from when it came into force over there.
 */
public final class VomsAdminTerms {
    /** VOMS-Admin's own subjects have names and issuers that begin so. */
    private static final String SYSTEM = "/O=VOMS/O=System/CN=";

    private static final int AT_ONCE = 100;

    private final VoLedger ledger;
    private final Vos vos;
    private final Acls acls;
    private final Applicants applicants;

    public VomsAdminTerms(VoLedger ledger, Vos vos, Acls acls, Applicants applicants) {
        this.applicants = applicants;
        this.ledger = ledger;
        this.vos = vos;
        this.acls = acls;
    }

    /** After the people; adds what was made and what was not taken. */
    void take(Deed deed, VomsAdminTables old, List<String> made, List<Outcome.Refused> refused) {
        each("ACLs", refused, () -> old.entries().forEach(entry -> entry(deed, entry, refused)));
        each("rules of use", refused, () -> old.versions().forEach(version -> version(deed, version, made)));
        each("signatures", refused, () -> signatures(deed, old.signatures()));
        each("applications", refused, () -> old.applications().forEach(one -> application(deed, one, made, refused)));
    }

    private static void each(String what, List<Outcome.Refused> refused, Runnable work) {
        try {
            work.run();
        } catch (BadSqlGrammarException e) {
            refused.add(new Outcome.Refused(what, "the database has no such tables as VOMS-Admin 2.5 to 3.9 had"));
        }
    }

    private void application(Deed deed, OldApplication one, List<String> made, List<Outcome.Refused> refused) {
        try {
            VoChange taken = applicants.take(deed.as("import-application", one.subject()), one);
            if (taken instanceof VoChange.Refused no) {
                refused.add(new Outcome.Refused(one.subject(), "her application: " + no.detail()));
            } else if (taken != null) {
                made.add("application of " + one.subject());
            }
        } catch (IllegalArgumentException e) {
            refused.add(new Outcome.Refused(one.subject(), "her application: " + e.getMessage()));
        }
    }

    private void entry(Deed deed, OldEntry old, List<Outcome.Refused> refused) {
        String place = old.role() == null ? old.group() : old.group() + "/Role=" + old.role();
        try {
            AclSubject subject = subject(old);
            if (subject == null) {
                return; // a part of VOMS-Admin itself
            }
            Permissions permissions = new Permissions(old.permissions() & Permissions.ALL.bits());
            VoChange put = acls.put(
                    deed.as("put-acl-entry", place + " " + subject.name()),
                    Fqan.parse(place),
                    old.defaults(),
                    new AclEntry(subject, permissions));
            if (put instanceof VoChange.Refused no) {
                refused.add(new Outcome.Refused(place, no.detail()));
            }
        } catch (IllegalArgumentException e) {
            refused.add(new Outcome.Refused(place, "its ACL names " + old.dn() + ", which is no subject here"));
        }
    }

    private static @Nullable AclSubject subject(OldEntry old) {
        String issuer = Objects.requireNonNullElse(old.issuer(), "");
        if (old.dn().startsWith(SYSTEM)) {
            return switch (old.dn().substring(SYSTEM.length())) {
                case "Any Authenticated User" -> new AclSubject.Anyone();
                case "Unauthenticated Client", "Absolutely Anyone" -> new AclSubject.Nobody();
                default -> null;
            };
        }
        if (issuer.equals(SYSTEM + "VOMS Group") || issuer.equals(SYSTEM + "VOMS Role")) {
            return new AclSubject.Holders(Fqan.parse(old.dn()));
        }
        if (issuer.startsWith(SYSTEM)) {
            throw new IllegalArgumentException(issuer);
        }
        return new AclSubject.Certificate(new SlashDn(old.dn()), issuer.isEmpty() ? null : new SlashDn(issuer));
    }

    private void version(Deed deed, OldVersion old, List<String> made) {
        boolean there = ledger.jdbc()
                        .sql("SELECT COUNT(*) FROM aup_version WHERE vo = ? AND version = ?")
                        .params(deed.vo(), old.version())
                        .query(Long.class)
                        .single()
                > 0;
        if (there) {
            return;
        }
        VoChange unused = ledger.write(deed.as("enter-aup", old.version()), old.version(), seq -> {
            boolean first = old.active() && vos.require(deed.vo()).aup() == null;
            ledger.jdbc()
                    .sql("INSERT INTO aup_version (vo, version, url, aup_text, created_at, activated_at, seq)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?)")
                    .params(Arrays.asList(
                            deed.vo(),
                            old.version(),
                            Objects.requireNonNullElse(old.url(), ""),
                            Objects.requireNonNullElse(old.text(), ""),
                            old.created().toEpochMilli(),
                            first ? ledger.now() : null,
                            seq))
                    .update();
            if (first) {
                vos.aup(deed.vo(), old.version(), null, seq);
            }
        });
        made.add("AUP " + old.version());
    }

    private void signatures(Deed deed, List<OldSignature> all) {
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            List<OldSignature> some = all.subList(from, Math.min(all.size(), from + AT_ONCE));
            VoChange unused = ledger.write(
                    deed.as("import-signatures", deed.vo()),
                    deed.vo(),
                    seq -> some.forEach(signature -> row(deed.vo(), signature, seq)));
        }
    }

    private void row(String vo, OldSignature old, long seq) {
        IdentityName name = IdentityName.certificate(new SlashDn(old.subject()), new SlashDn(old.issuer()));
        List<String> people = ledger.jdbc()
                .sql("SELECT person_id FROM identity WHERE vo = ? AND name_key = ? AND issuer_key = ?")
                .params(vo, name.key(), name.issuerKey())
                .query(String.class)
                .list();
        for (String person : people) {
            long there = ledger.jdbc()
                    .sql("SELECT COUNT(*) FROM aup_signature WHERE person_id = ? AND version = ? AND signed_at = ?")
                    .params(person, old.version(), old.signed().toEpochMilli())
                    .query(Long.class)
                    .single();
            if (there == 0) {
                ledger.jdbc()
                        .sql("INSERT INTO aup_signature (person_id, version, signed_at, vo, by_admin, seq)"
                                + " VALUES (?, ?, ?, ?, FALSE, ?)")
                        .params(person, old.version(), old.signed().toEpochMilli(), vo, seq)
                        .update();
            }
        }
    }
}
