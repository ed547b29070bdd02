package org.gridauthz.saz.feed;

import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.Tag;

@Tag("cluster")
class FeedRoundsGaleraTest extends FeedRoundsContract {
    FeedRoundsGaleraTest() {
        super(DatabaseBackend.galera());
    }
}
