package org.gridauthz.voms.vo.store;

import org.gridauthz.testkit.db.DatabaseBackend;

class VoH2Test extends VoContract {
    VoH2Test() {
        super(DatabaseBackend.h2());
    }
}
