package org.gridauthz.changes;

import org.gridauthz.testkit.db.DatabaseBackend;

class FillsH2Test extends FillsContract {
    FillsH2Test() {
        super(DatabaseBackend.h2());
    }
}
