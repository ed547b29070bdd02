package org.gridauthz.saz.feed;

import org.gridauthz.testkit.db.DatabaseBackend;

class FeedRoundsH2Test extends FeedRoundsContract {
    FeedRoundsH2Test() {
        super(DatabaseBackend.h2());
    }
}
