package org.gridauthz.cli.ban;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gridauthz.cli.Ran;
import org.gridauthz.saz.SazService;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.gridauthz.testkit.service.RunningService;
import org.gridauthz.testkit.service.TestSite;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A list becomes bans of a running SAZ. */
class BanVerbTest {
    @RegisterExtension
    static final DatabaseBackend DATABASE = DatabaseBackend.h2();

    @TempDir
    Path folder;

    @Test
    void aListIsBannedLineByLineAndTwiceIsOnce() throws IOException {
        TestSite site = new TestSite(folder);
        Path list = Files.writeString(folder.resolve("bans.jsonl"), """
                {"kind":"dn","value":"/DC=org/CN=Eve","reason":"import:gums-banned"}

                {"kind":"vo","value":"bad","reason":"import:bad"}
                {"kind":"dn","value":"no name"}
                """);
        Path certificate = site.admin.writeChain(folder.resolve("admin.pem"));
        Path key = site.admin.writeKey(folder.resolve("admin.key"));
        try (RunningService saz = new RunningService(SazService.class, site, DATABASE.url())) {
            Object[] command = {
                "ban",
                "import",
                "--url",
                saz.uri("admin", "/"),
                "--cert",
                certificate,
                "--key",
                key,
                "--capath",
                site.anchors(),
                "--ticket",
                "SEC-1",
                list
            };
            Ran first = Ran.gridauthz(command);
            assertThat(first.exit()).as(first.err()).isEqualTo(1);
            assertThat(first.out()).contains("banned 1, already banned 0, refused 2");
            assertThat(first.err()).contains("line 3: CONFIRMATION_REQUIRED", "line 4: BAN_MALFORMED");
            Object[] wide = java.util.Arrays.copyOf(command, command.length + 1);
            wide[command.length] = "--confirm-wide";
            Ran second = Ran.gridauthz(wide);
            assertThat(second.out()).contains("banned 1, already banned 1, refused 1");
            assertThat(DATABASE.jdbc()
                            .sql("SELECT reason FROM ban_turn ORDER BY seq")
                            .query(String.class)
                            .list())
                    .containsExactly("import:gums-banned", "import:bad");
        }
        assertThat(Ran.gridauthz(
                                "ban",
                                "import",
                                "--url",
                                "https://localhost:1",
                                "--cert",
                                certificate,
                                "--key",
                                key,
                                "--capath",
                                site.anchors(),
                                "--ticket",
                                "T",
                                list)
                        .exit())
                .isEqualTo(3);
    }
}
