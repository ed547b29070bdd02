package org.gridauthz.voms.registration.store;

import java.time.Instant;
import java.util.List;
import org.gridauthz.identity.Fqan;
import org.gridauthz.voms.registration.Application;
import org.gridauthz.voms.registration.ApplicationKind;
import org.gridauthz.voms.registration.ApplicationState;
import org.gridauthz.voms.vo.Concern;
import org.gridauthz.voms.vo.IdentityName;
import org.gridauthz.voms.vo.Keys;
import org.gridauthz.voms.vo.VoChange;
import org.gridauthz.voms.vo.VoChange.Why;
import org.gridauthz.voms.vo.exchange.Applicants;
import org.gridauthz.voms.vo.exchange.OldApplication;
import org.gridauthz.voms.vo.exchange.OldApplication.Wish;
import org.gridauthz.voms.vo.store.Deed;
import org.gridauthz.voms.vo.store.Identities;
import org.gridauthz.voms.vo.store.NotTaken;
import org.gridauthz.voms.vo.store.VoLedger;
import org.gridauthz.voms.vo.store.Vos;
import org.jspecify.annotations.Nullable;

/**
 * Applications that were under way in VOMS-Admin: with the managers here, as they were there, and no mail to anybody. Who becomes a
 * member so is asked to sign the rules of use like whoever has not signed them. What was not confirmed, or asks to leave, is not taken.
 */
public final class ApplicationIntake implements Applicants {
    private final VoLedger ledger;
    private final Vos vos;
    private final Identities identities;
    private final Admission admission;
    private final ApplicationRows rows;

    public ApplicationIntake(VoLedger ledger, Vos vos, Identities identities, Admission admission) {
        this.ledger = ledger;
        this.vos = vos;
        this.identities = identities;
        this.admission = admission;
        this.rows = new ApplicationRows(ledger.jdbc());
    }

    @Override
    public @Nullable VoChange take(Deed deed, OldApplication old) {
        String id = Keys.id(
                "voms-admin",
                deed.vo(),
                Long.toString(old.id()),
                old.subject(),
                old.created().toString());
        if (rows.find(deed.vo(), id).isPresent()) {
            return null;
        }
        if (old.unconfirmed()) {
            return new VoChange.Refused(Why.CONFLICT, "her address was not confirmed; she must apply anew");
        }
        IdentityName applicant = old.applicant();
        String person = identities.holder(deed.vo(), applicant).orElse(null);
        Application asked = application(id, deed, old, person);
        return asked == null
                ? new VoChange.Refused(Why.INVALID, "she asks to leave, or for what is unknown here; ask her")
                : insert(deed, asked);
    }

    /** Null: it asks for what is not taken. */
    private @Nullable Application application(String id, Deed deed, OldApplication old, @Nullable String person) {
        return switch (old.wish()) {
            case Wish.Membership membership ->
                application(
                        id,
                        deed,
                        old,
                        ApplicationKind.MEMBERSHIP,
                        null,
                        null,
                        new Application.Details(old.person().data(), List.of(), null, ""));
            case Wish.Place place -> {
                ApplicationKind kind = place.role() == null ? ApplicationKind.GROUP : ApplicationKind.ROLE;
                yield application(id, deed, old, kind, person, place.fqan(), Application.Details.message(""));
            }
            case Wish.Certificate further ->
                application(
                        id,
                        deed,
                        old,
                        ApplicationKind.CERTIFICATE,
                        person,
                        null,
                        new Application.Details(null, List.of(), further.name(), ""));
            case Wish.Other other -> null;
        };
    }

    private Application application(
            String id,
            Deed deed,
            OldApplication old,
            ApplicationKind kind,
            @Nullable String person,
            @Nullable Fqan wanted,
            Application.Details details) {
        return new Application(
                id,
                deed.vo(),
                kind,
                ApplicationState.WITH_MANAGER,
                old.applicant(),
                person,
                null,
                wanted,
                details,
                null,
                null,
                null,
                old.created(),
                Instant.ofEpochMilli(ledger.now())); // the time to decide begins here
    }

    private VoChange insert(Deed deed, Application application) {
        VoLedger.Step step = seq -> {
            if (application.kind() == ApplicationKind.MEMBERSHIP) {
                identities.free(deed.vo(), application.applicant());
            } else {
                admission.check(vos.require(deed.vo()), application);
            }
            if (rows.open(application)) {
                throw new NotTaken(Why.EXISTS, "she has asked for this here already");
            }
            rows.insert(application, seq);
        };
        return application.person() == null
                ? ledger.write(deed, application.id(), Concern.NOBODY, step)
                : ledger.write(deed, application.id(), application.person(), step);
    }
}
