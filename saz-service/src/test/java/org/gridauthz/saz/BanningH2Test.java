package org.gridauthz.saz;

import org.gridauthz.testkit.db.DatabaseBackend;

class BanningH2Test extends BanningContract {
    BanningH2Test() {
        super(DatabaseBackend.h2());
    }
}
