package org.gridauthz.gums.policy.store;

import org.gridauthz.testkit.db.DatabaseBackend;

class PolicyVersionsH2Test extends PolicyVersionsContract {
    PolicyVersionsH2Test() {
        super(DatabaseBackend.h2());
    }
}
