package org.gridauthz.voms.registration.store;

import org.gridauthz.testkit.db.DatabaseBackend;

class StayingH2Test extends StayingContract {
    StayingH2Test() {
        super(DatabaseBackend.h2());
    }
}
