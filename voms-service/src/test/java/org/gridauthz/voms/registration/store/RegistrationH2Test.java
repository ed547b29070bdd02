package org.gridauthz.voms.registration.store;

import org.gridauthz.testkit.db.DatabaseBackend;

class RegistrationH2Test extends RegistrationContract {
    RegistrationH2Test() {
        super(DatabaseBackend.h2());
    }
}
