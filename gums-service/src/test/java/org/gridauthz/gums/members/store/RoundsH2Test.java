package org.gridauthz.gums.members.store;

import org.gridauthz.testkit.db.DatabaseBackend;

class RoundsH2Test extends RoundsContract {
    RoundsH2Test() {
        super(DatabaseBackend.h2());
    }
}
