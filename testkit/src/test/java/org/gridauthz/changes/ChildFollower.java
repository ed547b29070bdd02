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
import java.util.function.BiFunction;
import org.gridauthz.changes.store.JdbcChangeSource;
import org.gridauthz.changes.store.SynchronousRead;

/**
 * A process of its own that follows. For each line, an epoch or nothing, it says how many changes it knows, its age in ms and whether it reached.
 * With a second argument it looks for changes only when it is asked for an epoch: what any process is in the moment it goes on.
 */
final class ChildFollower {
    private ChildFollower() {}

    public static void main(String[] arguments) throws IOException {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(arguments[0]);
        config.setMaximumPoolSize(3);
        PrintStream answers = System.out;
        System.setOut(System.err);
        boolean unasked = arguments.length == 1;
        Recorder seen = new Recorder("ban");
        try (HikariDataSource pool = new HikariDataSource(config);
                Follower follower = new Follower(source(pool), List.of(seen), Set.of());
                Confirmer asked = new Confirmer(
                        new Applier(source(pool), List.of(seen), Set.of(), new Floors(100)), Duration.ofHours(1));
                BufferedReader questions =
                        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            if (unasked) {
                follower.start();
                follower.awaitLoaded(Duration.ofSeconds(60));
            } else {
                asked.start();
                asked.awaitLoaded(Duration.ofSeconds(60));
            }
            for (String line = questions.readLine(); line != null; line = questions.readLine()) {
                String reached = line.isEmpty() ? "-" : reached(unasked ? follower::atLeast : asked::atLeast, line);
                Freshness fresh = unasked ? follower.freshness() : asked.freshness();
                long age = fresh.age().toMillis(); // before the changes: they may be newer, never older
                answers.println(age + " " + seen.applied.size() + " " + reached);
                answers.flush();
            }
        }
    }

    private static String reached(BiFunction<Epoch, Duration, AtLeast> atLeast, String epoch) {
        return atLeast.apply(Epoch.parse(epoch), Duration.ofSeconds(20)).toString();
    }

    private static JdbcChangeSource source(HikariDataSource pool) {
        return new JdbcChangeSource(pool, SynchronousRead.SINGLE_SERVER);
    }
}
