package org.gridauthz.gums.pool.store;

import org.gridauthz.testkit.db.DatabaseBackend;

class BroughtAlongH2Test extends BroughtAlongContract {
    BroughtAlongH2Test() {
        super(DatabaseBackend.h2());
    }
}
