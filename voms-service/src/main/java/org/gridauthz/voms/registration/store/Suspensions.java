package org.gridauthz.voms.registration.store;

import org.gridauthz.voms.registration.Letters;
import org.gridauthz.voms.vo.Person;
import org.gridauthz.voms.vo.Suspension;
import org.gridauthz.voms.vo.VoChange;
import org.gridauthz.voms.vo.VoChange.Why;
import org.gridauthz.voms.vo.store.Deed;
import org.gridauthz.voms.vo.store.NotTaken;
import org.gridauthz.voms.vo.store.People;
import org.gridauthz.voms.vo.store.VoLedger;
import org.gridauthz.voms.vo.store.Vos;
import org.jspecify.annotations.Nullable;

/** People suspended and restored by administrators, and told so. */
public final class Suspensions {
    private final VoLedger ledger;
    private final Vos vos;
    private final People people;
    private final Outbox outbox;

    public Suspensions(VoLedger ledger, Vos vos, People people, Outbox outbox) {
        this.ledger = ledger;
        this.vos = vos;
        this.people = people;
        this.outbox = outbox;
    }

    /** Suspends her, or with null restores her. */
    public VoChange suspend(Deed deed, String id, @Nullable Suspension suspension) {
        return ledger.write(deed, id, id, seq -> {
            Person person = people.require(deed.vo(), id);
            if (suspension == null && person.suspension() == null) {
                throw new NotTaken(Why.CONFLICT, "she is not suspended");
            }
            people.suspend(id, suspension, seq);
            outbox.put(
                    deed.vo(),
                    id,
                    person.data().email(),
                    Letters.suspended(vos.require(deed.vo()), suspension == null ? null : suspension.reason()),
                    ledger.now());
        });
    }
}
