package org.gridauthz.saz;

import org.gridauthz.testkit.db.DatabaseBackend;

class LookingBackH2Test extends LookingBackContract {
    LookingBackH2Test() {
        super(DatabaseBackend.h2());
    }
}
