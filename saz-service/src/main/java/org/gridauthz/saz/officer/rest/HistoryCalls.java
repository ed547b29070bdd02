package org.gridauthz.saz.officer.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.gridauthz.audit.DecisionRecord;
import org.gridauthz.audit.rest.RecordedDecisions;
import org.gridauthz.ban.rest.BanShown;
import org.gridauthz.ban.store.BanTurn;
import org.gridauthz.identity.Fqan;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.identity.Subject;
import org.gridauthz.saz.decision.SiteDecision;
import org.gridauthz.saz.officer.PointInTime;
import org.gridauthz.saz.officer.store.Past;
import org.gridauthz.web.ErrorCode;
import org.gridauthz.web.Refusal;
import org.gridauthz.web.rest.Admins;
import org.gridauthz.web.rest.Given;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Was somebody allowed at some time, and by which row; why was a decision so. Needs READ. */
@RestController
final class HistoryCalls {
    private static final int MOST_FQANS = 32;

    private final Admins admins;
    private final Past past;
    private final RecordedDecisions recorded;
    private final InstantSource clock;

    HistoryCalls(Admins admins, Past past, RecordedDecisions recorded, InstantSource clock) {
        this.admins = admins;
        this.past = past;
        this.recorded = recorded;
        this.clock = clock;
    }

    /**
     * The answer.
     *
     * @param bans the rows that banned then, the most personal first
     * @param explanation as a decision gives it; bans and records are those of then, settings those of now
     */
    record Answer(Instant at, String decision, String reason, List<BanShown> bans, List<String> explanation) {}

    /**
     * A decision that was made here, and what the rows of that moment say.
     *
     * @param recorded its line
     * @param then null when the credential was not believed: no row was looked at
     * @param unseen ids of bans among those of then that the instance had not yet seen: their place is behind the epoch recorded
     */
    record Explained(DecisionRecord recorded, @Nullable Answer then, List<String> unseen) {}

    /** Why the decision with this id was so; of this instance's decisions. */
    @GetMapping("/api/v1/history/decisions/{id}")
    Explained why(HttpServletRequest request, @PathVariable String id) {
        admins.reader(request);
        DecisionRecord decision = recorded.find(id);
        Subject subject = decision.whom();
        Answer then = subject == null ? null : answer(subject, decision.at());
        return new Explained(decision, then, then == null ? List.of() : recorded.unseen(decision, then.bans()));
    }

    /**
     * About a person ({@code dn}, with {@code issuer}, {@code serial}, {@code fqan}), or a token ({@code iss}, {@code sub}, with
     * {@code vo}, {@code fqan}). Attributes count as verified.
     *
     * @param at ISO 8601
     */
    @GetMapping("/api/v1/history/decisions")
    Answer at(
            HttpServletRequest request,
            @RequestParam @Nullable String dn,
            @RequestParam @Nullable String issuer,
            @RequestParam @Nullable String serial,
            @RequestParam @Nullable String iss,
            @RequestParam @Nullable String sub,
            @RequestParam @Nullable String vo,
            @RequestParam @Nullable List<String> fqan,
            @RequestParam String at) {
        admins.reader(request);
        Instant then = BanReadings.at(at);
        if (then.isAfter(clock.instant())) {
            throw new Refusal(ErrorCode.PARAMETER_INVALID, "at lies in the future");
        }
        List<Fqan> fqans = fqans(fqan == null ? List.of() : fqan);
        Subject subject;
        if (dn != null && iss == null && sub == null && vo == null) {
            subject = new Subject.Person(
                    new SlashDn(dn), false, issuer == null ? null : new SlashDn(issuer), serial, fqans, true);
        } else if (iss != null && sub != null && dn == null) {
            subject = new Subject.Bearer(iss, sub, vo, fqans, List.of(), true);
        } else {
            throw new Refusal(ErrorCode.PARAMETER_INVALID, "either dn, or iss and sub");
        }
        return answer(subject, then);
    }

    private Answer answer(Subject subject, Instant then) {
        List<BanTurn> bans = past.bans(subject, then);
        PointInTime answer = past.decide(subject, bans, then);
        return new Answer(
                then,
                switch (answer.decision()) {
                    case SiteDecision.Permit permit -> "permit";
                    case SiteDecision.Deny deny -> "deny";
                    case SiteDecision.Indeterminate unknown -> "indeterminate";
                },
                answer.decision().reason(),
                bans.stream().map(BanShown::of).toList(),
                answer.explanation());
    }

    private static List<Fqan> fqans(List<String> texts) {
        if (texts.size() > MOST_FQANS) {
            throw new Refusal(ErrorCode.PARAMETER_INVALID, "at most " + MOST_FQANS + " FQANs");
        }
        return texts.stream()
                .map(text -> Given.parsed(text, Fqan::parse, "/fqan"))
                .toList();
    }
}
