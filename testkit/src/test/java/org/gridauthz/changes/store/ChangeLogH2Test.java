package org.gridauthz.changes.store;

import org.gridauthz.testkit.db.DatabaseBackend;

class ChangeLogH2Test extends ChangeLogContract {
    ChangeLogH2Test() {
        super(DatabaseBackend.h2());
    }
}
