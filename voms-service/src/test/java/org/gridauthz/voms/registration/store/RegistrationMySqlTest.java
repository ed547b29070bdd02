package org.gridauthz.voms.registration.store;

import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.Tag;

@Tag("mysql")
class RegistrationMySqlTest extends RegistrationContract {
    RegistrationMySqlTest() {
        super(DatabaseBackend.mysql());
    }
}
