package org.gridauthz.cli.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.gridauthz.cli.Ran;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PoolCheckVerbTest {
    @TempDir
    Path folder;

    @Test
    void aHoleInAHistoryIsNamed() throws IOException, SQLException {
        Path secret = Files.writeString(folder.resolve("secret"), "s");
        String url = "jdbc:h2:file:" + folder.resolve("db")
                + ";MODE=MySQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE";
        Object[] migrate = {"migrate", "--url", url, "--user", "u", "--password-file", secret};
        Object[] check = {"pool", "check", "--url", url, "--user", "u", "--password-file", secret};
        assertThat(Ran.gridauthz(check).exit()).as("no tables yet").isEqualTo(3);
        assertThat(Ran.gridauthz(migrate).exit()).isZero();
        Ran clean = Ran.gridauthz(check);
        assertThat(clean.exit()).as(clean.err()).isZero();
        assertThat(clean.out()).contains("0 violations");
        try (Connection connection = DriverManager.getConnection(url, "u", "s");
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO lease (pool, account, turn, state, at_ms, until_ms)"
                    + " VALUES ('p', 'a001', 7, 'WITHDRAWN', 0, 1)");
        }
        Ran broken = Ran.gridauthz(check);
        assertThat(broken.exit()).isEqualTo(1);
        assertThat(broken.out()).contains("turn-missing: a001, turn 7", "1 violations");
        assertThat(Ran.gridauthz("pool").exit()).isEqualTo(2);
    }
}
