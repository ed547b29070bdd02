package org.gridauthz.gums.pool.store;

import org.gridauthz.testkit.db.DatabaseBackend;

class PoolAdministrationH2Test extends PoolAdministrationContract {
    PoolAdministrationH2Test() {
        super(DatabaseBackend.h2());
    }
}
