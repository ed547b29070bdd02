package org.gridauthz.saz.decision;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.gridauthz.identity.SlashDn;

/**
 * The records that decisions look at, in memory: whatever is of a watched kind, and the trusted names. What was recorded stays so;
 * one applier writes.
 */
public final class RecordedSubjects implements KnownSubjects {
    private volatile Set<String> recorded = ConcurrentHashMap.newKeySet();
    private volatile Set<String> trusted = Set.of();

    @Override
    public boolean recorded(SeenSubject subject) {
        return recorded.contains(subject.id());
    }

    @Override
    public boolean trusted(SlashDn dn) {
        return trusted.contains(dn.text());
    }

    /** The ids of what was recorded; may change while it is looked at. */
    public Set<String> ids() {
        return recorded;
    }

    /** The trusted names now. */
    public Set<String> trustedNames() {
        return trusted;
    }

    /** Adds one record. */
    public void add(String id) {
        recorded.add(id);
    }

    /** Sets or takes back trust in a name. */
    public synchronized void trust(String dn, boolean wanted) {
        Set<String> changed = new HashSet<>(trusted);
        if (wanted ? changed.add(dn) : changed.remove(dn)) {
            trusted = Set.copyOf(changed);
        }
    }

    /** Everything anew. */
    public synchronized void replace(Set<String> ids, Set<String> trustedDns) {
        Set<String> fresh = ConcurrentHashMap.newKeySet(ids.size());
        fresh.addAll(ids);
        recorded = fresh;
        trusted = Set.copyOf(trustedDns);
    }
}
