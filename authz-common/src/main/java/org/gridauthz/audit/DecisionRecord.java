package org.gridauthz.audit;

import java.time.Instant;
import java.util.List;
import org.gridauthz.identity.Fqan;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.identity.Subject;
import org.jspecify.annotations.Nullable;

/**
 * One decision, as kept in the local trail.
 *
 * @param at wall-clock time, for people
 * @param id the decision's id, which the caller was told
 * @param service {@code gums}, {@code saz}
 * @param caller the authenticated TLS peer's name
 * @param subject whoever was decided about: a DN, or issuer and subject of a token
 * @param issuer of its certificate, where known
 * @param serial number of its certificate in decimal, where known
 * @param vo whose token issuer this is, where configured
 * @param fqans all FQANs, the primary one first
 * @param verified whether they were verified, here or by a caller with the right to
 * @param host where it would run
 * @param decision {@code permit}, {@code deny} or {@code indeterminate}
 * @param reason stable code, absent for a permit
 * @param rule what decided: the policy version and rule, or the ban
 * @param epoch what the instance knew
 * @param ageMillis how old that knowledge may have been; negative when unknown
 * @param micros how long the decision took
 */
public record DecisionRecord(
        Instant at,
        String id,
        String service,
        String caller,
        String subject,
        @Nullable String issuer,
        @Nullable String serial,
        @Nullable String vo,
        List<String> fqans,
        boolean verified,
        @Nullable String host,
        String decision,
        @Nullable String account,
        @Nullable String reason,
        @Nullable String rule,
        @Nullable String epoch,
        long ageMillis,
        long micros) {
    /** Keeps a copy. */
    public DecisionRecord {
        fqans = List.copyOf(fqans);
    }

    /** The same of a subject as it was read; of none, when its credential was not believed. */
    public static DecisionRecord about(
            @Nullable Subject subject,
            Instant at,
            String id,
            String service,
            String caller,
            String host,
            String decision,
            @Nullable String account,
            @Nullable String reason,
            @Nullable String rule,
            String epoch,
            long ageMillis,
            long micros) {
        Subject.Person person = subject instanceof Subject.Person holder ? holder : null;
        SlashDn issuer = person == null ? null : person.issuer();
        return new DecisionRecord(
                at,
                id,
                service,
                caller,
                subject == null ? "" : subject.name(),
                issuer == null ? null : issuer.text(),
                person == null ? null : person.serial(),
                subject instanceof Subject.Bearer bearer ? bearer.vo() : null,
                subject == null
                        ? List.of()
                        : subject.fqans().stream().map(Fqan::toString).toList(),
                subject != null && subject.verified(),
                host,
                decision,
                account,
                reason,
                rule,
                epoch,
                ageMillis,
                micros);
    }

    /**
     * Whom it was about, as far as a line holds it: neither a token's scopes nor whether a name was ambiguous.
     *
     * @return null when its credential was not believed
     */
    public @Nullable Subject whom() {
        if (subject.isEmpty()) {
            return null;
        }
        List<Fqan> parsed = fqans.stream().map(Fqan::parse).toList();
        int blank = subject.indexOf(' ');
        if (subject.startsWith("/") || blank < 0) {
            SlashDn by = issuer == null ? null : new SlashDn(issuer);
            return new Subject.Person(new SlashDn(subject), false, by, serial, parsed, verified);
        }
        // a URL holds no blank
        return new Subject.Bearer(
                subject.substring(0, blank), subject.substring(blank + 1), vo, parsed, List.of(), verified);
    }
}
