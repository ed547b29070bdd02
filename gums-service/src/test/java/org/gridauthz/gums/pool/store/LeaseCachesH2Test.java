package org.gridauthz.gums.pool.store;

import org.gridauthz.testkit.db.DatabaseBackend;

class LeaseCachesH2Test extends LeaseCachesContract {
    LeaseCachesH2Test() {
        super(DatabaseBackend.h2());
    }
}
