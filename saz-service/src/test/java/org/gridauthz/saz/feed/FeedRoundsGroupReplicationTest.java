package org.gridauthz.saz.feed;

import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.Tag;

@Tag("cluster")
class FeedRoundsGroupReplicationTest extends FeedRoundsContract {
    FeedRoundsGroupReplicationTest() {
        super(DatabaseBackend.groupReplication());
    }
}
