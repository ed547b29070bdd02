package org.gridauthz.saz.decision.store;

import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.Tag;

@Tag("cluster")
class SightingsGaleraTest extends SightingsContract {
    SightingsGaleraTest() {
        super(DatabaseBackend.galera());
    }
}
