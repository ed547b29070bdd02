package org.gridauthz.voms.standing.store;

import org.gridauthz.testkit.db.DatabaseBackend;

class StandingH2Test extends StandingContract {
    StandingH2Test() {
        super(DatabaseBackend.h2());
    }
}
