package org.gridauthz.ban.store;

import org.gridauthz.testkit.db.DatabaseBackend;

class LostBansH2Test extends LostBansContract {
    LostBansH2Test() {
        super(DatabaseBackend.h2());
    }
}
