package org.gridauthz.voms.registration.store;

import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.Tag;

@Tag("cluster")
class RegistrationGaleraTest extends RegistrationContract {
    RegistrationGaleraTest() {
        super(DatabaseBackend.galera());
    }
}
