package org.gridauthz.ban.store;

import org.gridauthz.testkit.db.DatabaseBackend;

class BanBookH2Test extends BanBookContract {
    BanBookH2Test() {
        super(DatabaseBackend.h2());
    }
}
