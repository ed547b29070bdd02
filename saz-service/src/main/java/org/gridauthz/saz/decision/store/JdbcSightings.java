package org.gridauthz.saz.decision.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.gridauthz.audit.AdminAct;
import org.gridauthz.ban.BanTarget;
import org.gridauthz.ban.store.BanBatch;
import org.gridauthz.changes.store.Refusals;
import org.gridauthz.saz.decision.Attributes;
import org.gridauthz.saz.decision.FirstSight;
import org.gridauthz.saz.decision.SeenSubject;
import org.gridauthz.saz.decision.Sighting;
import org.gridauthz.saz.decision.SightingStore;
import org.gridauthz.saz.decision.SiteRules;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps who came. What first sight permits is a plain row; what it refuses is a row and a ban of the origin {@value #ORIGIN} in one change, so that
 * GUMS refuses it too, and an officer lifts it like any ban. Of several instances one makes the row: the key decides.
 */
public final class JdbcSightings implements SightingStore {
    /** The origin of bans that first sight made. */
    public static final String ORIGIN = "first-sight";

    /** Of one subject; the other attributes of somebody with more are seen with others. */
    private static final int MOST_ATTRIBUTES = 16;

    private static final int ATTEMPTS = 5;

    private final SubjectRows rows;
    private final HolderRows holders;
    private final TransactionTemplate transactions;
    private final BanBatch bans;
    private final SiteRules rules;

    /** @param dataSource the one that {@code bans} writes through */
    public JdbcSightings(DataSource dataSource, BanBatch bans, SiteRules rules) {
        JdbcClient jdbc = JdbcClient.create(dataSource);
        this.rows = new SubjectRows(jdbc);
        this.holders = new HolderRows(jdbc);
        this.transactions = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        this.transactions.setIsolationLevel(TransactionDefinition.ISOLATION_READ_COMMITTED);
        this.bans = bans;
        this.rules = rules;
    }

    @Override
    public long size() {
        return rows.count();
    }

    @Override
    public int write(List<Sighting> sightings, boolean room) {
        // In one order for all instances, or two of them wait for each other.
        Map<SeenSubject, Long> seen = new TreeMap<>(Comparator.comparing(SeenSubject::id));
        for (Sighting one : sightings) {
            Attributes.recordable(one.subject()).stream()
                    .limit(MOST_ATTRIBUTES)
                    .forEach(attribute -> seen.merge(attribute, one.at().toEpochMilli(), Math::max));
        }
        return permitted(seen, sightings, room) + (room ? refuse(seen) : 0);
    }

    private int permitted(Map<SeenSubject, Long> seen, List<Sighting> sightings, boolean room) {
        for (int attempt = 1; ; attempt++) {
            try {
                Integer made = transactions.execute(status -> rows(seen, sightings, room));
                return made == null ? 0 : made;
            } catch (RuntimeException met) {
                // A group refuses at the commit, which Spring does not take for a meeting of two.
                if (attempt == ATTEMPTS || !(met instanceof ConcurrencyFailureException || Refusals.passes(met))) {
                    throw met; // they come again
                }
            }
        }
    }

    private int rows(Map<SeenSubject, Long> seen, List<Sighting> sightings, boolean room) {
        int fresh = 0;
        for (Map.Entry<SeenSubject, Long> one : seen.entrySet()) {
            boolean permitted = rules.of(one.getKey().kind()) == FirstSight.PERMIT_AND_RECORD;
            if (!rows.touch(one.getKey(), one.getValue())
                    && room
                    && permitted
                    && rows.insert(one.getKey(), one.getValue(), 0)) {
                fresh++;
            }
        }
        sightings.forEach(one -> holders.seen(one.subject(), one.at().toEpochMilli(), room));
        return fresh;
    }

    private int refuse(Map<SeenSubject, Long> seen) {
        List<SeenSubject> unseen = new ArrayList<>();
        List<Long> times = new ArrayList<>();
        List<BanBatch.Wanted> wanted = new ArrayList<>();
        for (Map.Entry<SeenSubject, Long> entry : seen.entrySet()) {
            SeenSubject one = entry.getKey();
            BanTarget target = one.target();
            if (rules.of(one.kind()) == FirstSight.RECORD_REFUSED && target != null && wanted.size() < BanBatch.MOST) {
                if (rows.one(one.id()).isEmpty()) {
                    unseen.add(one);
                    times.add(entry.getValue());
                    wanted.add(new BanBatch.Wanted(target, "never seen here before", ORIGIN, null));
                }
            }
        }
        if (wanted.isEmpty()) {
            return 0;
        }
        AdminAct act = new AdminAct("saz", "local", "first-sight", unseen.toString(), "the site's setting", null);
        int[] fresh = new int[1];
        bans.ban(
                wanted,
                ORIGIN,
                (index, place) -> {
                    fresh[0] = index == 0 ? 0 : fresh[0];
                    boolean first = rows.insert(unseen.get(index), times.get(index), place.seq());
                    fresh[0] += first ? 1 : 0;
                    return first;
                },
                act,
                null);
        return fresh[0];
    }
}
