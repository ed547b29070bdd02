package org.gridauthz.gums.members.store;

import org.gridauthz.testkit.db.DatabaseBackend;

class RefreshH2Test extends RefreshContract {
    RefreshH2Test() {
        super(DatabaseBackend.h2());
    }
}
