package org.gridauthz.gums.mapping.rest;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.gridauthz.audit.Deciding;
import org.gridauthz.audit.DecisionRecord;
import org.gridauthz.audit.DecisionTrail;
import org.gridauthz.changes.Freshness;
import org.gridauthz.gums.mapping.Account;
import org.gridauthz.gums.mapping.Decision;
import org.gridauthz.gums.mapping.Explanation;
import org.gridauthz.gums.mapping.Host;
import org.gridauthz.gums.mapping.Mapper;
import org.gridauthz.gums.mapping.MappingRequest;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.identity.Subject;
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

/** Answers a mapping call, whatever wire it came by. */
public final class MappingCalls {
    private final Mapper mapper;
    private final SubjectIntake intake;
    private final Access access;
    private final DecisionIds ids;
    private final DecisionTrail trail;
    private final InstantSource clock;

    /** @param trail where every decision is recorded, off the path */
    public MappingCalls(
            Mapper mapper,
            SubjectIntake intake,
            Access access,
            DecisionIds ids,
            DecisionTrail trail,
            InstantSource clock) {
        this.mapper = mapper;
        this.intake = intake;
        this.access = access;
        this.ids = ids;
        this.trail = trail;
        this.clock = clock;
    }

    /** What is answered for one subject. */
    public record Answer(
            String decision,
            String reason,
            String id,
            @Nullable Account account,
            List<String> explanation) implements SubjectAnswer {}

    /**
     * Answers in the order of the subjects.
     *
     * @throws Refusal if the caller may not ask about that host, or the host is malformed
     */
    public List<Answer> answer(SlashDn caller, SubjectsCall call, Freshness fresh, boolean explain) {
        Rights rights = access.of(caller);
        Host host = AskedHost.of(caller, rights, call.host(), Host::new);
        List<PresentedSubject> subjects = call.subjects();
        List<Answer> answers = new ArrayList<>(subjects.size());
        for (PresentedSubject subject : subjects) {
            String id = ids.next();
            long begun = System.nanoTime();
            try (Deciding unused = Deciding.of(id)) {
                Intake taken = intake.take(subject, rights);
                Answer answer = answer(host, taken, id, explain);
                trail.record(recorded(caller, host, taken, answer, fresh, begun));
                answers.add(answer);
            }
        }
        return answers;
    }

    private Answer answer(Host host, Intake taken, String id, boolean explain) {
        return switch (taken) {
            case Intake.Taken known -> {
                Explanation why = explain ? new Explanation() : null;
                MappingRequest request = new MappingRequest(host, known.subject());
                Decision decision = why == null ? mapper.map(request) : mapper.map(request, why);
                yield answer(decision, id, why == null ? List.of() : why.lines());
            }
            case Intake.NotBelieved refused ->
                new Answer("deny", refused.reason().code(), id, null, lines(explain, refused.detail()));
            case Intake.NotVouched refused ->
                new Answer("deny", "not-vouched", id, null, lines(explain, refused.detail()));
            case Intake.Unknown unknown ->
                new Answer("indeterminate", "credential-unknown", id, null, lines(explain, unknown.cause()));
        };
    }

    private DecisionRecord recorded(
            SlashDn caller, Host host, Intake taken, Answer answer, Freshness fresh, long begun) {
        Subject subject = taken instanceof Intake.Taken known ? known.subject() : null;
        Account account = answer.account();
        return DecisionRecord.about(
                subject,
                clock.instant(),
                answer.id(),
                "gums",
                caller.text(),
                host.text(),
                answer.decision(),
                account == null ? null : account.name(),
                account == null ? answer.reason() : null,
                null,
                fresh.epoch().toString(),
                fresh.age().toMillis(),
                TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - begun));
    }

    private static Answer answer(Decision decision, String id, List<String> explanation) {
        return switch (decision) {
            case Decision.Permit permit -> new Answer("permit", permit.reason(), id, permit.account(), explanation);
            case Decision.Deny deny -> new Answer("deny", deny.reason(), id, null, explanation);
            case Decision.Indeterminate unknown -> new Answer("indeterminate", unknown.reason(), id, null, explanation);
        };
    }

    private static List<String> lines(boolean explain, String line) {
        return explain ? List.of(line) : List.of();
    }
}
