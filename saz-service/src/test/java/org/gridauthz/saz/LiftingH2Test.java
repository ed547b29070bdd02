package org.gridauthz.saz;

import org.gridauthz.testkit.db.DatabaseBackend;

class LiftingH2Test extends LiftingContract {
    LiftingH2Test() {
        super(DatabaseBackend.h2());
    }
}
