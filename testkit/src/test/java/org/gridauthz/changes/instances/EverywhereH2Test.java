package org.gridauthz.changes.instances;

import org.gridauthz.testkit.db.DatabaseBackend;

class EverywhereH2Test extends EverywhereContract {
    EverywhereH2Test() {
        super(DatabaseBackend.h2());
    }
}
