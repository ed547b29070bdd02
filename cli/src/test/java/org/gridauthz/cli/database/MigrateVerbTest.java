package org.gridauthz.cli.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gridauthz.cli.Ran;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MigrateVerbTest {
    @TempDir
    Path folder;

    private Path secret = Path.of("");
    private String url = "";

    @BeforeEach
    void aDatabaseFile() throws IOException {
        secret = Files.writeString(folder.resolve("secret"), "s3cret\nsecond line\n");
        url = "jdbc:h2:file:" + folder.resolve("db")
                + ";MODE=MySQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE";
    }

    private Ran migrate(String... more) {
        Object[] all = new Object[7 + more.length];
        Object[] first = {"migrate", "--url", url, "--user", "gridauthz", "--password-file", secret};
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(more, 0, all, first.length, more.length);
        return Ran.gridauthz(all);
    }

    @Test
    void anEmptyDatabaseGetsItsTablesOnce() {
        Ran before = migrate("--check");
        assertThat(before.exit()).isEqualTo(1);
        assertThat(before.out()).contains("pending common/V1__change_log.sql", "pending gums/V100__pool.sql");

        Ran first = migrate("--folder", "gums");
        assertThat(first.exit()).as(first.err()).isZero();
        assertThat(first.out()).contains("applied common/V1__change_log.sql", "applied gums/V100__pool.sql");

        Ran second = migrate();
        assertThat(second.exit()).isZero();
        assertThat(second.out()).doesNotContain("applied common").contains("COMMON: 0 applied, now at version ");

        Ran after = migrate("--check");
        assertThat(after.exit()).isZero();
        assertThat(after.out()).isEqualTo("up to date" + System.lineSeparator());
    }

    @Test
    void aWrongPasswordIsNoAnswer() throws IOException {
        assertThat(migrate().exit()).isZero();
        Files.writeString(secret, "guessed");
        Ran ran = migrate("--check");
        assertThat(ran.exit()).isEqualTo(3);
        assertThat(ran.err()).contains("gridauthz: ").doesNotContain("guessed");
    }

    @ParameterizedTest
    @ValueSource(strings = {";password=x", ";PASSWORD=x", "?user=u&password=x", "://u:x@host/db"})
    void aPasswordInTheUrlIsRefused(String part) {
        Ran ran = Ran.gridauthz("migrate", "--url", "jdbc:mysql" + part, "--user", "u", "--password-file", secret);
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains("no password here");
    }

    @Test
    void wrongUsageIsTwo() {
        assertThat(Ran.gridauthz("migrate", "--url", url).exit()).isEqualTo(2);
        assertThat(migrate("--folder", "nobody").exit()).isEqualTo(2);
        secret = folder.resolve("none");
        assertThat(migrate().exit()).isEqualTo(2);
    }

    @Test
    void theFileGoesBeforeTheEnvironmentAndThatBeforeAsking() throws Exception {
        assertThat(Password.of(secret, "environment", () -> null)).isEqualTo("s3cret");
        assertThat(Password.of(null, "environment", () -> null)).isEqualTo("environment");
        assertThat(Password.of(null, null, () -> "typed".toCharArray())).isEqualTo("typed");
        assertThatThrownBy(() -> Password.of(null, null, () -> null)).hasMessageContaining(Password.VARIABLE);
    }
}
