package org.gridauthz.voms.vo.store;

import org.gridauthz.testkit.db.DatabaseBackend;

class WrittenByTheReleaseBeforeH2Test extends WrittenByTheReleaseBeforeContract {
    WrittenByTheReleaseBeforeH2Test() {
        super(DatabaseBackend.h2());
    }
}
