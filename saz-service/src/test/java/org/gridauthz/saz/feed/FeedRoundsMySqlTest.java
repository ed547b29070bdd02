package org.gridauthz.saz.feed;

import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.Tag;

@Tag("mysql")
class FeedRoundsMySqlTest extends FeedRoundsContract {
    FeedRoundsMySqlTest() {
        super(DatabaseBackend.mysql());
    }
}
