package org.gridauthz.web.store;

import org.gridauthz.testkit.db.DatabaseBackend;

class AdminRightsH2Test extends AdminRightsContract {
    AdminRightsH2Test() {
        super(DatabaseBackend.h2());
    }
}
