package org.gridauthz.changes;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.gridauthz.changes.store.JdbcChangeSource;
import org.gridauthz.changes.store.SynchronousRead;

/** A process of its own that follows. For each line, an epoch or nothing, it says how many changes it knows, its age in ms and whether it reached. */
final class ChildFollower {
    private ChildFollower() {}

    public static void main(String[] arguments) throws IOException {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(arguments[0]);
        config.setMaximumPoolSize(3);
        PrintStream answers = System.out;
        System.setOut(System.err);
        Recorder seen = new Recorder("ban");
        try (HikariDataSource pool = new HikariDataSource(config);
                Follower follower = new Follower(
                        new JdbcChangeSource(pool, SynchronousRead.SINGLE_SERVER), List.of(seen), Set.of());
                BufferedReader questions =
                        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            follower.start();
            follower.awaitLoaded(Duration.ofSeconds(60));
            for (String line = questions.readLine(); line != null; line = questions.readLine()) {
                String reached =
                        line.isEmpty() ? "-" : follower.atLeast(Epoch.parse(line), Duration.ofSeconds(20)) + "";
                long age = follower.freshness().age().toMillis(); // before the changes: they may be newer, never older
                answers.println(age + " " + seen.applied.size() + " " + reached);
                answers.flush();
            }
        }
    }
}
