package org.gridauthz.changes.instances.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.gridauthz.changes.Epoch;
import org.gridauthz.changes.instances.Instance;
import org.gridauthz.changes.instances.Presence;
import org.gridauthz.changes.instances.ProcessorUse;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** This process's row in the table {@code instance}. */
public final class JdbcRoll implements Presence.Roll {
    private final JdbcInstances instances;
    private final JdbcClient jdbc;
    private final Self self;
    private final String id = UUID.randomUUID().toString().replace("-", "");

    /**
     * Who this process is.
     *
     * @param name for people
     * @param version of the release
     * @param place where only one process can be at a time; null when that is not known
     * @param closedAfter see {@link Instance}
     */
    public record Self(
            String name,
            String service,
            String version,
            @Nullable String place,
            @Nullable Duration closedAfter) {}

    /** @param dataSource the follower's own: no burst of other work keeps it waiting */
    public JdbcRoll(DataSource dataSource, Self self) {
        this.instances = new JdbcInstances(dataSource);
        this.jdbc = instances.jdbc();
        this.self = self;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public synchronized void write(@Nullable Epoch applied, Instant knownAt, Instant now) {
        String generation = applied == null ? "" : applied.generation();
        long seq = applied == null ? -1 : applied.seq();
        // One at a time: the first words of a start must not both insert.
        // Removed by hand and yet alive: it counts again.
        int rows = jdbc.sql("UPDATE instance SET state = 'IN', generation = ?, seq = ?, known_ms = ?, clock_ms = ?,"
                        + " used_permille = ? WHERE id = ?")
                .params(Arrays.asList(generation, seq, knownAt.toEpochMilli(), now.toEpochMilli(), used(), id))
                .update();
        if (rows > 0) {
            return;
        }
        Duration closedAfter = self.closedAfter();
        String place = self.place();
        jdbc.sql("INSERT INTO instance (id, name, service, version, place, state, generation, seq, known_ms,"
                        + " clock_ms, closed_after_ms) VALUES (?, ?, ?, ?, ?, 'IN', ?, ?, ?, ?, ?)")
                .params(Arrays.asList( // holds nulls, which List.of would not
                        id,
                        self.name(),
                        self.service(),
                        self.version(),
                        place == null ? id : place,
                        generation,
                        seq,
                        knownAt.toEpochMilli(),
                        now.toEpochMilli(),
                        closedAfter == null ? null : closedAfter.toMillis()))
                .update();
        if (place != null) {
            jdbc.sql("DELETE FROM instance WHERE place = ? AND id <> ?")
                    .params(place, id)
                    .update();
        }
    }

    private static @Nullable Integer used() {
        Double used = ProcessorUse.now();
        return used == null ? null : (int) Math.round(used * JdbcInstances.PERMILLE);
    }

    @Override
    public void strike() {
        jdbc.sql("DELETE FROM instance WHERE id = ?").param(id).update();
    }

    /** To the second, and in its middle: good enough to notice that clocks disagree. */
    @Override
    public Instant time() {
        return Instant.ofEpochSecond(
                        jdbc.sql("SELECT UNIX_TIMESTAMP()").query(Long.class).single())
                .plusMillis(500);
    }

    @Override
    public List<Instance> all() {
        return instances.all();
    }
}
