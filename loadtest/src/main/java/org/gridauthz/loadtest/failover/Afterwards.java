package org.gridauthz.loadtest.failover;

import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.gridauthz.gums.pool.store.PoolCheck;

/** Reads every database member by itself: what was acknowledged must be there, and no account be held twice. */
record Afterwards(Grounds grounds) {
    /** What the member waits for, so that it answers with all that was written before. */
    private static final String EVERYTHING = "SET SESSION group_replication_consistency = 'BEFORE'; USE gridauthz; ";

    /** Acknowledged bans, lifts and accounts that a member does not have, each once a member. */
    int lost(List<Officer.Acknowledged> acknowledged, Collection<Person> answered, Calls calls) throws IOException {
        int lost = 0;
        for (String member : Grounds.MEMBERS) {
            Set<String> turns = rows(member, "SELECT HEX(ban_key), turn, state FROM ban_turn");
            for (Officer.Acknowledged one : acknowledged) {
                String row = one.person().banId().toUpperCase(Locale.ROOT) + "\t" + one.turn() + "\t"
                        + (one.banned() ? "BANNED" : "LIFTED");
                if (!turns.contains(row)) {
                    lost++;
                    calls.because("GONE from " + member + ": " + row);
                }
            }
            Set<String> leases = rows(member, "SELECT subject_name, account FROM current_lease");
            for (Person person : answered) {
                String account = person.account.get();
                if (account != null && !leases.contains(person.dn + "\t" + account)) {
                    lost++;
                    calls.because("GONE from " + member + ": " + account + " of " + person.dn);
                }
            }
        }
        return lost;
    }

    /** What {@code gridauthz pool check} would find, at every member. */
    int twice(Calls calls) throws IOException {
        int found = 0;
        for (String member : Grounds.MEMBERS) {
            Set<String> violations = rows(member, PoolCheck.SQL.strip());
            found += violations.size();
            violations.forEach(violation -> calls.because("POOL at " + member + ": " + violation));
        }
        return found;
    }

    private Set<String> rows(String member, String query) throws IOException {
        Set<String> rows = new HashSet<>();
        grounds.sql(member, EVERYTHING + query).lines().forEach(rows::add);
        rows.remove("");
        return rows;
    }
}
