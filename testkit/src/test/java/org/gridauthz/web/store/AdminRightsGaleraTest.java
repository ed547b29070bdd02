package org.gridauthz.web.store;

import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.Tag;

@Tag("cluster")
class AdminRightsGaleraTest extends AdminRightsContract {
    AdminRightsGaleraTest() {
        super(DatabaseBackend.galera());
    }
}
