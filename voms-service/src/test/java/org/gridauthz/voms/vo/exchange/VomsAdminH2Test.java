package org.gridauthz.voms.vo.exchange;

import org.gridauthz.testkit.db.DatabaseBackend;

class VomsAdminH2Test extends VomsAdminContract {
    VomsAdminH2Test() {
        super(DatabaseBackend.h2(), DatabaseBackend.h2());
    }
}
