package org.gridauthz.changes;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All that follow in this process: hands them one change, or has them read everything anew, with the floors of caches raised before. Used by
 * one thread at a time.
 */
final class Listeners {
    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

    private final List<ChangeListener> all;
    private final Set<String> ignoredFeatures;
    private final Floors floors;

    Listeners(List<ChangeListener> all, Set<String> ignoredFeatures, Floors floors) {
        this.all = List.copyOf(all);
        this.ignoredFeatures = Set.copyOf(ignoredFeatures);
        this.floors = floors;
    }

    void arriving() {
        all.forEach(ChangeListener::arriving);
    }

    void tick() {
        all.forEach(ChangeListener::tick);
    }

    /** What was applied has become this instance's place. */
    void shown() {
        all.forEach(ChangeListener::shown);
    }

    /** What outlives the process, in the listeners' order; null when some listener's knowledge cannot. */
    @Nullable
    List<Kept> kept() {
        List<Kept> parts = new ArrayList<>();
        for (ChangeListener listener : all) {
            Kept part = listener.kept();
            if (part == null) {
                return null;
            }
            parts.add(part);
        }
        return parts;
    }

    /** @return false when nobody knows the kind, so that everything has to be read anew */
    boolean apply(Change change, Epoch head) {
        List<ChangeListener> concerned = new ArrayList<>();
        boolean known = ignoredFeatures.contains(change.feature());
        for (ChangeListener listener : all) {
            if (listener.kinds().contains(change.kind())) {
                concerned.add(listener);
                known = true;
            } else if (listener.kinds().stream().map(Change::featureOf).anyMatch(change.feature()::equals)) {
                LOG.info(
                        "change {} is of kind {}, unknown here: reading {} anew",
                        change.seq(),
                        change.kind(),
                        change.feature());
                floors.raise(new Change(change.seq(), change.id(), change.kind(), List.of(), true));
                listener.reload(ReloadReason.UNKNOWN_KIND, head).run();
                known = true;
            }
        }
        if (known) {
            floors.raise(change);
            concerned.forEach(listener -> applyOrReload(listener, change, head));
        }
        return known;
    }

    private static void applyOrReload(ChangeListener listener, Change change, Epoch head) {
        try {
            listener.apply(change);
        } catch (RuntimeException e) {
            LOG.warn("change {} of kind {} cannot be applied, reading it anew", change.seq(), change.kind(), e);
            listener.reload(ReloadReason.LISTENER_FAILED, head).run();
        }
    }

    /** Everybody reads, then everybody shows. */
    void reload(ReloadReason reason, Epoch head) {
        List<Runnable> publications = new ArrayList<>();
        for (ChangeListener listener : all) {
            publications.add(listener.reload(reason, head));
        }
        show(head, publications);
    }

    /** Shows what was read, or restored. */
    void show(Epoch at, List<Runnable> publications) {
        floors.raiseAll(at);
        publications.forEach(Runnable::run);
    }
}
