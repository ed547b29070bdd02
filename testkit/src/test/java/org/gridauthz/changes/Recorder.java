package org.gridauthz.changes;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** A listener that remembers what it was told. */
class Recorder implements ChangeListener {
    final List<Change> applied = new CopyOnWriteArrayList<>();
    final List<ReloadReason> reloads = new CopyOnWriteArrayList<>();
    private final Set<String> kinds;

    Recorder(String... kinds) {
        this.kinds = Set.of(kinds);
    }

    @Override
    public Set<String> kinds() {
        return kinds;
    }

    @Override
    public void apply(Change change) {
        applied.add(change);
    }

    @Override
    public Runnable reload(ReloadReason reason, Epoch head) {
        return () -> reloads.add(reason);
    }
}
