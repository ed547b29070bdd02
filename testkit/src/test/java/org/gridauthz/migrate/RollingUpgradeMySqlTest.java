package org.gridauthz.migrate;

import java.util.UUID;
import javax.sql.DataSource;
import org.gridauthz.testkit.db.MySqlServer;
import org.junit.jupiter.api.Tag;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

@Tag("mysql")
class RollingUpgradeMySqlTest extends RollingUpgradeContract {
    @Override
    DataSource empty() {
        String name = "upgrade_" + UUID.randomUUID().toString().replace("-", "");
        new JdbcTemplate(new DriverManagerDataSource(MySqlServer.shared().url("")))
                .execute("CREATE DATABASE " + name + " CHARACTER SET utf8mb4 COLLATE utf8mb4_bin");
        return new DriverManagerDataSource(MySqlServer.shared().url(name));
    }
}
