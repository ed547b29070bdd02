package org.gridauthz.changes;

import org.gridauthz.testkit.db.DatabaseBackend;

class ReloadingH2Test extends ReloadingContract {
    ReloadingH2Test() {
        super(DatabaseBackend.h2());
    }
}
