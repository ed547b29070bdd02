package org.gridauthz.saz.decision;

import java.util.List;
import java.util.function.Supplier;
import org.gridauthz.ban.Ban;
import org.gridauthz.ban.BanIndex;
import org.gridauthz.ban.BanKind;
import org.gridauthz.identity.Subject;
import org.jspecify.annotations.Nullable;

/** Decides from memory. Bans match wide, what permits matches narrow (DESIGN §6). */
public final class SiteDecider {
    private final Supplier<BanIndex> bans;
    private final KnownSubjects known;
    private final SiteRules rules;
    private final boolean firstSight;

    /** @param bans those in force, asked for every decision */
    public SiteDecider(Supplier<BanIndex> bans, KnownSubjects known, SiteRules rules) {
        this.bans = bans;
        this.known = known;
        this.rules = rules;
        this.firstSight = !rules.watched().isEmpty();
    }

    /** Decides about one subject; never blocks. */
    public SiteDecision decide(Subject subject) {
        return decide(subject, bans.get());
    }

    private SiteDecision decide(Subject subject, BanIndex index) {
        Ban hit = index.hit(subject);
        if (hit != null) {
            return new SiteDecision.Deny(RefusalReason.BANNED, hit);
        }
        RefusalReason unseen = firstSight ? unseen(subject) : null;
        if (unseen != null) {
            return new SiteDecision.Deny(unseen, null);
        }
        return withVo(subject) || mayComeWithout(subject)
                ? SiteDecision.PERMIT
                : new SiteDecision.Deny(RefusalReason.WITHOUT_VO, null);
    }

    /**
     * Decides and says why.
     *
     * @param lines takes a line for each thing that was looked at; the last one is the outcome
     */
    public SiteDecision decide(Subject subject, List<String> lines) {
        BanIndex index = bans.get();
        SiteDecision decision = decide(subject, index);
        lines.add("subject " + subject.name());
        List<Ban> hits = index.hits(subject);
        for (SeenSubject attribute : Attributes.of(subject)) {
            lines.add(attribute + ": " + state(attribute, subject));
        }
        hits.forEach(ban -> lines.add("banned: " + named(ban)));
        if (hits.isEmpty()) {
            lines.add("none of " + index.size() + " bans hits");
        }
        if (!withVo(subject)) {
            lines.add("without a verified VO: allowed "
                    + (mayComeWithout(subject) ? "here" : "for trusted names only, or for none, and this is not one"));
        }
        lines.add(
                switch (decision) {
                    case SiteDecision.Permit permit -> "permit: " + permit.reason();
                    case SiteDecision.Deny deny -> "deny: " + deny.reason();
                    case SiteDecision.Indeterminate unknown -> "indeterminate: " + unknown.reason();
                });
        return decision;
    }

    /** A ban in one line, without its reason: target, origin and turn. */
    public static String named(Ban ban) {
        String qualifier = ban.target().qualifier();
        return ban.target().kind().text() + " " + ban.target().value() + (qualifier == null ? "" : " " + qualifier)
                + " (origin " + ban.origin() + ", turn " + ban.turn() + ")";
    }

    private String state(SeenSubject attribute, Subject subject) {
        boolean claim = attribute.kind() == BanKind.VO || attribute.kind() == BanKind.FQAN;
        String verified = !claim || subject.verified() ? "" : ", not verified";
        return switch (rules.of(attribute.kind())) {
            case PERMIT_AND_RECORD -> "needs no record" + verified;
            case RECORD_REFUSED, REFUSE_UNRECORDED ->
                (known.recorded(attribute) ? "recorded" : "not recorded") + verified;
        };
    }

    private @Nullable RefusalReason unseen(Subject subject) {
        RefusalReason worst = null;
        for (SeenSubject attribute : Attributes.of(subject)) {
            FirstSight policy = rules.of(attribute.kind());
            if (policy != FirstSight.PERMIT_AND_RECORD && !known.recorded(attribute)) {
                if (policy == FirstSight.REFUSE_UNRECORDED) {
                    return RefusalReason.UNRECORDED;
                }
                worst = RefusalReason.FIRST_SIGHT;
            }
        }
        return worst;
    }

    private static boolean withVo(Subject subject) {
        return subject.verified()
                && (!subject.fqans().isEmpty() || (subject instanceof Subject.Bearer bearer && bearer.vo() != null));
    }

    private boolean mayComeWithout(Subject subject) {
        return switch (rules.withoutVo()) {
            case YES -> true;
            case NO -> false;
            case TRUSTED ->
                subject instanceof Subject.Person person && !person.ambiguous() && known.trusted(person.dn());
        };
    }
}
