package org.gridauthz.ban.store;

import org.gridauthz.testkit.db.DatabaseBackend;

class BanBatchH2Test extends BanBatchContract {
    BanBatchH2Test() {
        super(DatabaseBackend.h2());
    }
}
