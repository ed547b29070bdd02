package org.gridauthz.changes.instances;

import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.Tag;

@Tag("mysql")
class EverywhereMySqlTest extends EverywhereContract {
    EverywhereMySqlTest() {
        super(DatabaseBackend.mysql());
    }
}
