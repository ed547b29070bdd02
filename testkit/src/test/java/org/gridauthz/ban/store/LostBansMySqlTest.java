package org.gridauthz.ban.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.gridauthz.changes.Epoch;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.gridauthz.testkit.db.MySqlServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("mysql")
class LostBansMySqlTest extends LostBansContract {
    @TempDir
    Path directory;

    LostBansMySqlTest() {
        super(DatabaseBackend.mysql());
    }

    /** With the programs an administrator has, while the instance goes on looking at the tables that are replaced. */
    @Test
    void aRealDumpIsRestoredUnderARunningInstance() {
        Path dump = directory.resolve("dump.sql");
        try (BanInstance here = new BanInstance(db)) {
            Epoch kept = here.ban("kept");
            MySqlServer.dump(db.url(), dump);
            here.ban("lost");
            here.sees(here.ban("lost too"));

            MySqlServer.restore(dump, db.url());

            Epoch after = here.look();
            while (after.generation().equals(kept.generation())) {
                after = here.look();
            }
            assertThat(after.seq()).isEqualTo(kept.seq());
            assertThat(here.bans.lost().bans())
                    .extracting(ban -> ban.target().value())
                    .containsExactlyInAnyOrder("/CN=lost", "/CN=lost too");
            assertThat(here.refuses("kept")).isTrue();
            assertThat(here.refuses("lost")).isTrue();
            try (BanInstance other = new BanInstance(db)) {
                assertThat(other.refuses("kept")).isTrue();
                assertThat(other.refuses("lost")).isFalse();
            }
        }
    }
}
