package org.gridauthz.voms.vo.store;

import org.gridauthz.testkit.db.DatabaseBackend;

class VoKeepingH2Test extends VoKeepingContract {
    VoKeepingH2Test() {
        super(DatabaseBackend.h2());
    }
}
