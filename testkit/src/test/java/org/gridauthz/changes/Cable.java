package org.gridauthz.changes;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A data source whose cable can be pulled: reads under way finish, nothing new begins. */
public final class Cable extends DelegatingDataSource {
    private volatile boolean cut;

    public Cable(DataSource real) {
        super(real);
    }

    public void cut() {
        cut = true;
    }

    public void mend() {
        cut = false;
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (cut) {
            throw new SQLException("Communications link failure", "08S01");
        }
        return super.getConnection();
    }
}
