package org.gridauthz.gums.policy.store;

import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.Tag;

@Tag("cluster")
class PolicyVersionsGaleraTest extends PolicyVersionsContract {
    PolicyVersionsGaleraTest() {
        super(DatabaseBackend.galera());
    }
}
