package org.gridauthz.clock;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gridauthz.ban.store.LiveBans;
import org.gridauthz.changes.Epoch;
import org.gridauthz.changes.Follower;
import org.gridauthz.changes.instances.Everywhere;
import org.gridauthz.changes.instances.Presence;
import org.gridauthz.changes.instances.store.JdbcRoll;
import org.gridauthz.changes.store.JdbcChangeSource;
import org.gridauthz.changes.store.SynchronousRead;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.identity.Subject;

/**
 * A process of its own that knows the bans as a service does, and also as one would that went by the system's clock. For each line, a DN
 * and an epoch or nothing, it says whether either takes the DN for banned, whether the clock is right, the system's time, its age and whether it
 * reached the epoch.
 */
final class SteppedChild {
    private SteppedChild() {}

    public static void main(String[] arguments) throws IOException {
        PrintStream answers = System.out;
        System.setOut(System.err);
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(arguments[0]);
        config.setMaximumPoolSize(8);
        DecisionClock clock = DecisionClock.system();
        try (HikariDataSource pool = new HikariDataSource(config);
                Presence presence = new Presence(
                        new JdbcRoll(pool, new JdbcRoll.Self("stepped", "saz", "1.0", null, null)), clock)) {
            LiveBans guarded = new LiveBans(pool, Map.of(), clock);
            LiveBans unguarded = new LiveBans(pool, Map.of(), InstantSource.system());
            JdbcChangeSource source = new JdbcChangeSource(pool, SynchronousRead.SINGLE_SERVER);
            try (Follower follower = new Follower(source, List.of(presence, guarded), Set.of());
                    Follower other = new Follower(source, List.of(unguarded), Set.of(Everywhere.KIND));
                    BufferedReader questions =
                            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
                presence.start(follower::freshness);
                follower.start();
                other.start();
                follower.awaitLoaded(Duration.ofSeconds(60));
                other.awaitLoaded(Duration.ofSeconds(60));
                for (String line = questions.readLine(); line != null; line = questions.readLine()) {
                    String[] asked = line.split(" ");
                    Subject who = new Subject.Person(new SlashDn(asked[0]), false, null, null, List.of(), true);
                    String reached = "-";
                    if (asked.length > 1) {
                        Epoch epoch = Epoch.parse(asked[1]);
                        reached = follower.atLeast(epoch, Duration.ofSeconds(20)) + "";
                        other.atLeast(epoch, Duration.ofSeconds(20));
                    }
                    answers.println(String.join(
                            " ",
                            banned(guarded, who),
                            banned(unguarded, who),
                            Boolean.toString(clock.right() && clock.anchored()),
                            Long.toString(System.currentTimeMillis()),
                            Long.toString(follower.freshness().age().toMillis()),
                            reached));
                    answers.flush();
                }
            }
        }
    }

    private static String banned(LiveBans bans, Subject who) {
        return bans.index().hit(who) == null ? "permit" : "deny";
    }
}
