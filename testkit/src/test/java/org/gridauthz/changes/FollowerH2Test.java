package org.gridauthz.changes;

import org.gridauthz.testkit.db.DatabaseBackend;

class FollowerH2Test extends FollowerContract {
    FollowerH2Test() {
        super(DatabaseBackend.h2());
    }
}
