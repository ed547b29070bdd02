package org.gridauthz.gums.members.store;

import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.Tag;

@Tag("cluster")
class RoundsGaleraTest extends RoundsContract {
    RoundsGaleraTest() {
        super(DatabaseBackend.galera());
    }
}
