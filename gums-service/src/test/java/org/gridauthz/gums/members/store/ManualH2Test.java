package org.gridauthz.gums.members.store;

import org.gridauthz.testkit.db.DatabaseBackend;

class ManualH2Test extends ManualContract {
    ManualH2Test() {
        super(DatabaseBackend.h2());
    }
}
