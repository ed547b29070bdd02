package org.gridauthz.gums.pool.store;

import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.Tag;

@Tag("cluster")
class BroughtAlongGaleraTest extends BroughtAlongContract {
    BroughtAlongGaleraTest() {
        super(DatabaseBackend.galera());
    }
}
