package org.gridauthz.saz.decision.store;

import org.gridauthz.testkit.db.DatabaseBackend;

class SightingsH2Test extends SightingsContract {
    SightingsH2Test() {
        super(DatabaseBackend.h2());
    }
}
