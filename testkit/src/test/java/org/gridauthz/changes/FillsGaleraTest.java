package org.gridauthz.changes;

import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.Tag;

@Tag("cluster")
class FillsGaleraTest extends FillsContract {
    FillsGaleraTest() {
        super(DatabaseBackend.galera());
    }
}
