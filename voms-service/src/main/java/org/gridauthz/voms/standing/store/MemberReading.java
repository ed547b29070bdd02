package org.gridauthz.voms.standing.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.gridauthz.changes.ChangeSource;
import org.gridauthz.changes.ChangeSource.View;
import org.gridauthz.voms.standing.KnownMember;
import org.gridauthz.voms.standing.MemberMemory;
import org.gridauthz.voms.standing.VoTerms;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what the memory lacks or doubts, beside the follower: whole VOs in one state of the database, and changed people a few hundred
 * at a time. Called many times a second by one thread; cheap when there is nothing to read.
 */
public final class MemberReading {
    private static final Logger LOG = LoggerFactory.getLogger(MemberReading.class);
    private static final int AT_ONCE = 500;
    /** A VO that changes as a whole again and again is read for a tenth of the time at most. */
    private static final int REST = 9;
    /** Looks are this far apart after a failure, and for a VO that is not kept. */
    private static final long PAUSE_NANOS = 1_000_000_000L;

    private static final long TOO_LARGE_NANOS = 60 * PAUSE_NANOS;

    private final ChangeSource database;
    private final MemberRows rows;
    private final MemberMemory memory;
    private final int most;
    private final LongSupplier nanos;
    private final Map<String, Long> notBefore = new HashMap<>();
    private boolean failing;
    private long pausedUntil;

    /**
     * @param source reads on this same data source
     * @param most people of all VOs together; a VO that does not fit is not kept
     */
    public MemberReading(DataSource database, ChangeSource source, MemberMemory memory, int most, LongSupplier nanos) {
        this.database = source;
        this.rows = new MemberRows(database);
        this.memory = memory;
        this.most = most;
        this.nanos = nanos;
        this.pausedUntil = nanos.getAsLong();
    }

    /** Reads what is to be read now; a database that does not answer is asked again a second later. */
    public void run() {
        if (nanos.getAsLong() - pausedUntil < 0) {
            return;
        }
        try {
            read();
            failing = false;
        } catch (RuntimeException e) {
            if (!failing) {
                LOG.warn("members are looked up in the database until they can be read again: {}", e.toString());
            }
            failing = true;
            pausedUntil = nanos.getAsLong() + PAUSE_NANOS;
        }
    }

    private void read() {
        if (memory.unlisted()) {
            consistently(view -> new MemberMemory.OfAll(view.head(), rows.vos()));
        }
        for (String vo : memory.unread()) {
            long start = nanos.getAsLong();
            Long allowed = notBefore.get(vo);
            if (allowed == null || start - allowed >= 0) {
                boolean kept = wholeVo(vo);
                long took = nanos.getAsLong() - start;
                notBefore.put(vo, nanos.getAsLong() + (kept ? took * REST : TOO_LARGE_NANOS));
            }
        }
        for (String vo : memory.unreadTerms()) {
            consistently(view -> {
                VoTerms terms = rows.terms(vo);
                return terms == null
                        ? new MemberMemory.OfVo(view.head(), vo, null, List.of())
                        : new MemberMemory.OfTerms(view.head(), terms);
            });
        }
        memory.unreadPeople().forEach((vo, people) -> {
            List<String> ids = people.keySet().stream().limit(AT_ONCE).toList();
            Map<String, Long> some = new HashMap<>(people);
            some.keySet().retainAll(ids);
            consistently(
                    view -> new MemberMemory.OfPeople(view.head(), vo, some, rows.members(vo, ids, new HashMap<>())));
        });
    }

    private boolean wholeVo(String vo) {
        boolean[] kept = new boolean[1];
        consistently(view -> {
            VoTerms terms = rows.terms(vo);
            List<KnownMember> members = new ArrayList<>();
            if (terms != null && memory.size() - memory.size(vo) + rows.count(vo) > most) {
                LOG.warn("the members of {} are looked up in the database: they do not fit into memory", vo);
                terms = null;
            }
            if (terms != null) {
                Map<String, String> words = new HashMap<>();
                List<String> ids = rows.ids(vo, "", AT_ONCE);
                while (!ids.isEmpty()) {
                    members.addAll(rows.members(vo, ids, words));
                    ids = rows.ids(vo, ids.getLast(), AT_ONCE);
                }
                kept[0] = true;
            }
            return new MemberMemory.OfVo(view.head(), vo, terms, members);
        });
        return kept[0];
    }

    private interface Reads {
        MemberMemory.Reading in(View view);
    }

    private void consistently(Reads reads) {
        database.consistently(false, view -> memory.take(reads.in(view)));
    }
}
