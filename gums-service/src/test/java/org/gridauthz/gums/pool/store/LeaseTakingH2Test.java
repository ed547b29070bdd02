package org.gridauthz.gums.pool.store;

import org.gridauthz.testkit.db.DatabaseBackend;

class LeaseTakingH2Test extends LeaseTakingContract {
    LeaseTakingH2Test() {
        super(DatabaseBackend.h2());
    }
}
