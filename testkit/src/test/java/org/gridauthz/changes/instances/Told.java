package org.gridauthz.changes.instances;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.gridauthz.changes.Change;
import org.gridauthz.changes.ChangeListener;
import org.gridauthz.changes.Epoch;
import org.gridauthz.changes.ReloadReason;

/** Bans, as far as this test goes: what it was told. */
final class Told implements ChangeListener {
    final List<String> keys = new ArrayList<>();

    @Override
    public Set<String> kinds() {
        return Set.of("ban");
    }

    @Override
    public synchronized void apply(Change change) {
        keys.addAll(change.keys());
    }

    @Override
    public Runnable reload(ReloadReason reason, Epoch head) {
        return () -> {};
    }

    synchronized boolean has(String key) {
        return keys.contains(key);
    }
}
