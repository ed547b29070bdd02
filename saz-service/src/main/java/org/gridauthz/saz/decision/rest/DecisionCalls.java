package org.gridauthz.saz.decision.rest;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.gridauthz.audit.Deciding;
import org.gridauthz.audit.DecisionRecord;
import org.gridauthz.audit.DecisionTrail;
import org.gridauthz.changes.Freshness;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.identity.Subject;
import org.gridauthz.saz.decision.Sightings;
import org.gridauthz.saz.decision.SiteDecider;
import org.gridauthz.saz.decision.SiteDecision;
import org.gridauthz.web.Access;
import org.gridauthz.web.Access.Rights;
import org.gridauthz.web.DecisionIds;
import org.gridauthz.web.Refusal;
import org.gridauthz.web.subjects.AskedHost;
import org.gridauthz.web.subjects.PresentedSubject;
import org.gridauthz.web.subjects.SubjectAnswer;
import org.gridauthz.web.subjects.SubjectIntake;
import org.gridauthz.web.subjects.SubjectIntake.Intake;
import org.gridauthz.web.subjects.SubjectsCall;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers a decision call, whatever wire it came by. */
public final class DecisionCalls {
    private static final Logger LOG = LoggerFactory.getLogger(DecisionCalls.class);

    private final SiteDecider decider;
    private final SubjectIntake intake;
    private final Access access;
    private final DecisionIds ids;
    private final DecisionTrail trail;
    private final Sightings sightings;
    private final InstantSource clock;

    /**
     * @param trail where every decision is recorded, off the path
     * @param sightings where whoever came is recorded, off the path
     */
    public DecisionCalls(
            SiteDecider decider,
            SubjectIntake intake,
            Access access,
            DecisionIds ids,
            DecisionTrail trail,
            Sightings sightings,
            InstantSource clock) {
        this.decider = decider;
        this.intake = intake;
        this.access = access;
        this.ids = ids;
        this.trail = trail;
        this.sightings = sightings;
        this.clock = clock;
    }

    /**
     * What is answered for one subject.
     *
     * @param rule the ban that decided, if one did
     */
    public record Answer(
            String decision,
            String reason,
            String id,
            List<String> explanation,
            @Nullable String rule) implements SubjectAnswer {}

    /**
     * Answers in the order of the subjects.
     *
     * @throws Refusal if the caller may not ask about that host, or the host is malformed
     */
    public List<Answer> answer(SlashDn caller, SubjectsCall call, Freshness fresh, boolean explain) {
        Rights rights = access.of(caller);
        String host = AskedHost.of(caller, rights, call.host(), DecisionCalls::host);
        List<PresentedSubject> subjects = call.subjects();
        List<Answer> answers = new ArrayList<>(subjects.size());
        for (PresentedSubject subject : subjects) {
            String id = ids.next();
            long begun = System.nanoTime();
            try (Deciding unused = Deciding.of(id)) {
                Intake taken = intake.take(subject, rights);
                Answer answer = answer(taken, id, explain);
                Subject known = taken instanceof Intake.Taken whom ? whom.subject() : null;
                if (known != null) {
                    sightings.seen(caller, known);
                }
                trail.record(recorded(caller, host, known, answer, fresh, begun));
                answers.add(answer);
            }
        }
        return answers;
    }

    private Answer answer(Intake taken, String id, boolean explain) {
        return switch (taken) {
            case Intake.Taken known -> decided(known.subject(), id, explain);
            case Intake.NotBelieved refused ->
                new Answer("deny", refused.reason().code(), id, lines(explain, refused.detail()), null);
            case Intake.NotVouched refused ->
                new Answer("deny", "not-vouched", id, lines(explain, refused.detail()), null);
            case Intake.Unknown unknown ->
                new Answer("indeterminate", "credential-unknown", id, lines(explain, unknown.cause()), null);
        };
    }

    private Answer decided(Subject subject, String id, boolean explain) {
        List<String> lines = explain ? new ArrayList<>() : List.of();
        SiteDecision decision = decide(subject, id, explain, lines);
        return switch (decision) {
            case SiteDecision.Permit permit -> new Answer("permit", permit.reason(), id, lines, null);
            case SiteDecision.Deny deny ->
                new Answer("deny", deny.reason(), id, lines, deny.ban() == null ? null : SiteDecider.named(deny.ban()));
            case SiteDecision.Indeterminate unknown -> new Answer("indeterminate", unknown.reason(), id, lines, null);
        };
    }

    /** Whatever breaks in here is neither a Deny, which is final for clients, nor a Permit. */
    private SiteDecision decide(Subject subject, String id, boolean explain, List<String> lines) {
        try {
            return explain ? decider.decide(subject, lines) : decider.decide(subject);
        } catch (RuntimeException e) {
            LOG.error("decision {} broke", id, e);
            return new SiteDecision.Indeterminate("internal");
        }
    }

    private DecisionRecord recorded(
            SlashDn caller, String host, @Nullable Subject subject, Answer answer, Freshness fresh, long begun) {
        return DecisionRecord.about(
                subject,
                clock.instant(),
                answer.id(),
                "saz",
                caller.text(),
                host,
                answer.decision(),
                null,
                answer.decision().equals("permit") ? null : answer.reason(),
                answer.rule(),
                fresh.epoch().toString(),
                fresh.age().toMillis(),
                TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - begun));
    }

    private static List<String> lines(boolean explain, String line) {
        return explain ? List.of(line) : List.of();
    }

    private static String host(String text) {
        if (text.isEmpty() || text.length() > SlashDn.MAX_LENGTH || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("not a host name");
        }
        return text;
    }
}
