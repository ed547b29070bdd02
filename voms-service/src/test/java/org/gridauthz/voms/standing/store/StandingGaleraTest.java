package org.gridauthz.voms.standing.store;

import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.Tag;

@Tag("cluster")
class StandingGaleraTest extends StandingContract {
    StandingGaleraTest() {
        super(DatabaseBackend.galera());
    }
}
