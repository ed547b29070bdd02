package org.gridauthz.voms.registration.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.gridauthz.voms.registration.Application;
import org.gridauthz.voms.registration.ApplicationKind;
import org.gridauthz.voms.registration.ApplicationState;
import org.gridauthz.voms.registration.Codes;
import org.gridauthz.voms.registration.Course;
import org.gridauthz.voms.registration.Happening;
import org.gridauthz.voms.registration.Turn;
import org.gridauthz.voms.vo.Concern;
import org.gridauthz.voms.vo.IdentityName;
import org.gridauthz.voms.vo.Vo;
import org.gridauthz.voms.vo.VoChange;
import org.gridauthz.voms.vo.VoChange.Why;
import org.gridauthz.voms.vo.store.Deed;
import org.gridauthz.voms.vo.store.NotTaken;
import org.gridauthz.voms.vo.store.VoLedger;
import org.gridauthz.voms.vo.store.Vos;
import org.jspecify.annotations.Nullable;

/** Applications: what the {@link Course} says, done in one transaction with its mail and its grant. */
public final class Applications {
    /** So often may one certificate apply in a day: nobody uses us to fill a mailbox. */
    private static final int MOST_A_DAY = 20;

    private final VoLedger ledger;
    private final Vos vos;
    private final Admission admission;
    private final ApplicationRows rows;

    public Applications(VoLedger ledger, Vos vos, Admission admission) {
        this.ledger = ledger;
        this.vos = vos;
        this.admission = admission;
        this.rows = new ApplicationRows(ledger.jdbc());
    }

    /** What is asked for. */
    public record NewApplication(
            ApplicationKind kind,
            IdentityName applicant,
            @Nullable String person,
            @Nullable String institution,
            org.gridauthz.identity.@Nullable Fqan wanted,
            Application.Details details,
            @Nullable String aup) {}

    /** Submits. */
    public VoChange submit(Deed deed, NewApplication asked) {
        String id = deed.newId("application");
        String code = Codes.fresh();
        VoLedger.Step step = seq -> {
            Vo vo = vos.require(deed.vo());
            Instant now = Instant.ofEpochMilli(ledger.now());
            Turn.Moved begin = Course.begin(asked.kind());
            Application application = new Application(
                    id,
                    deed.vo(),
                    asked.kind(),
                    begin.to(),
                    asked.applicant(),
                    asked.person(),
                    asked.institution(),
                    asked.wanted(),
                    asked.details(),
                    asked.aup(),
                    asked.kind() == ApplicationKind.MEMBERSHIP ? Codes.hash(code) : null,
                    null,
                    now,
                    now);
            admission.check(vo, application);
            limits(application, now);
            rows.insert(application, seq);
            admission.carryOut(vo, application, begin, code, seq);
        };
        return asked.person() == null
                ? ledger.write(deed, id, Concern.NOBODY, step)
                : ledger.write(deed, id, asked.person(), step);
    }

    /** Something happens to one. */
    public VoChange happens(Deed deed, String id, Happening happening) {
        String concerned = rows.find(deed.vo(), id).map(Application::concerned).orElse(null);
        return ledger.write(deed, id, concerned, seq -> {
            Vo vo = vos.require(deed.vo());
            Application application = rows.find(deed.vo(), id)
                    .orElseThrow(() -> new NotTaken(Why.UNKNOWN, "there is no application " + id));
            Instant now = Instant.ofEpochMilli(ledger.now());
            switch (Course.on(application, happening, vo.rules(), now)) {
                case Turn.Refused refused -> throw new NotTaken(refused.why(), refused.detail());
                case Turn.Stays stays -> throw new NotTaken(Why.CONFLICT, "it is not time yet");
                case Turn.Moved moved -> {
                    String person = admission.carryOut(vo, application, moved, null, seq);
                    rows.move(application, moved.to(), person, moved.explanation(), ledger.now(), seq);
                }
            }
        });
    }

    /** One of a VO. */
    public Optional<Application> find(String vo, String id) {
        return rows.find(vo, id);
    }

    /** All that a certificate asked for, newest first, at most 200. */
    public List<Application> of(String vo, IdentityName applicant) {
        return rows.ofName(vo, applicant);
    }

    /** Of a VO, oldest first. */
    public List<Application> list(
            String vo, @Nullable ApplicationState state, @Nullable ApplicationKind kind, int offset, int limit) {
        return rows.list(vo, state, kind, offset, limit);
    }

    private void limits(Application application, Instant now) {
        if (rows.open(application)) {
            throw new NotTaken(Why.EXISTS, "you have asked for this already");
        }
        Instant yesterday = now.minus(Duration.ofDays(1));
        long today = rows.ofName(application.vo(), application.applicant()).stream()
                .filter(one -> one.submitted().isAfter(yesterday))
                .count();
        if (today >= MOST_A_DAY) {
            throw new NotTaken(Why.CONFLICT, "at most " + MOST_A_DAY + " applications a day");
        }
    }
}
