package org.gridauthz.gums.members.store;

import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.gridauthz.clock.Pause;
import org.gridauthz.gums.members.Chunks;
import org.gridauthz.gums.members.Roster;
import org.gridauthz.gums.members.StoredList;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Copies that are staged and not current yet, read before they are: the change that makes one current then costs the follower one row, and what
 * stands behind it in the log, a ban above all, does not wait for 100,000 members. Holds the newest of each list; whatever it has not
 * got, the follower reads itself.
 */
public final class ReadAhead {
    /** A large copy is made current so long after it is staged: two looks, and time to read it. */
    private static final Duration SETTLE = Duration.ofSeconds(3);

    private record Staged(String list, String version) {}

    private record Read(String digest, Roster roster) {}

    private final JdbcClient jdbc;
    private final Map<Staged, Read> read = new ConcurrentHashMap<>();
    private Set<Staged> before = Set.of();

    /** @param database not the follower's connections: they are not to wait for this */
    public ReadAhead(DataSource database) {
        this.jdbc = JdbcClient.create(database);
    }

    /** Lets the instances look; nothing tells when all of them have. */
    public static void settle() {
        Pause.of(SETTLE);
    }

    /** Reads what is staged by now. Called every second by one thread. */
    public void look() {
        Map<String, Staged> newest = new HashMap<>();
        jdbc.sql("SELECT v.list_id, v.version FROM member_version v JOIN member_list l ON l.list_id = v.list_id"
                        + " WHERE v.retired_at IS NULL AND COALESCE(l.version, '') <> v.version AND v.chunks ="
                        + " (SELECT COUNT(*) FROM member_chunk c WHERE c.list_id = v.list_id AND c.version = v.version)"
                        + " ORDER BY v.staged_at")
                .query((row, number) -> new Staged(row.getString(1), row.getString(2)))
                .list()
                .forEach(staged -> newest.put(staged.list(), staged));
        Set<Staged> now = Set.copyOf(newest.values());
        // One that is current since the last look may still have to be asked for.
        read.keySet().removeIf(staged -> !now.contains(staged) && !before.contains(staged));
        before = now;
        for (Staged staged : now) {
            if (!read.containsKey(staged)) {
                List<byte[]> chunks = ListRows.chunks(jdbc, staged.list(), staged.version());
                read.put(staged, new Read(HexFormat.of().formatHex(Chunks.digest(chunks)), Roster.ofChunks(chunks)));
            }
        }
    }

    /** The rows of the current copy, once; null if they are not here. */
    @Nullable
    Roster take(StoredList list) {
        String version = list.version();
        Read here = version == null ? null : read.remove(new Staged(list.id(), version));
        return here != null && here.digest().equals(list.digest()) ? here.roster() : null;
    }
}
