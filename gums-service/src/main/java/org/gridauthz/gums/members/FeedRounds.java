package org.gridauthz.gums.members;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.gridauthz.gums.mapping.MemberSource;
import org.gridauthz.memberlist.feed.FeedNews;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the lists of a policy whose source tells what changed: the whole list first, staged and guarded like any other, then change by
 * change. Each instance listens to each source; of several that hear the same, one writes it.
 */
public final class FeedRounds implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FeedRounds.class);
    /** How long a source may wait for a change. */
    private static final Duration WAIT = Duration.ofSeconds(20);
    /** The copy's age is written down this often while nothing changes. */
    private static final Duration NOTED = Duration.ofSeconds(30);
    /** After so many edits the whole list is staged anew. */
    private static final int MOST_EDITS = 200;
    /** More departures at once than this, and more than half of the list, are a case for the guard of whole lists. */
    private static final int MANY = 10;

    private static final Duration AGAIN_SOON = Duration.ofMillis(50);
    private static final Duration AFTER_NOTHING = Duration.ofMillis(100);
    private static final Duration AGAIN_LATER = Duration.ofSeconds(10);

    private final Source source;
    private final Refresh refresh;
    private final ListStore store;
    private final MemberBook book;
    private final InstantSource clock;
    private final Map<String, CopiedList> wanted = new ConcurrentHashMap<>();
    private final Map<String, Thread> following = new ConcurrentHashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    /** Where changes are told. */
    @FunctionalInterface
    public interface Source {
        /** Blocks until there is something new, {@code wait} at most; never throws for what the other side does. */
        FeedNews news(MemberSource.VoFeed feed, String position, Duration wait);
    }

    /** How far one list was followed without a write: the copy it belongs to, and the position. */
    private record Reached(@Nullable String version, int edits, String position) {}

    public FeedRounds(Source source, Refresh refresh, ListStore store, MemberBook book, InstantSource clock) {
        this.source = source;
        this.refresh = refresh;
        this.store = store;
        this.book = book;
        this.clock = clock;
    }

    /** These lists are followed from now on, and no others. To be called every second or so by one thread. */
    public void look(Collection<CopiedList> lists) {
        Map<String, CopiedList> now = new ConcurrentHashMap<>();
        for (CopiedList list : lists) {
            if (list instanceof CopiedList.Members members && members.source() instanceof MemberSource.VoFeed) {
                now.put(list.id(), list);
            }
        }
        wanted.keySet().retainAll(now.keySet());
        wanted.putAll(now);
        for (String id : now.keySet()) {
            following.computeIfAbsent(
                    id, any -> Thread.ofVirtual().name("feed-" + id).start(() -> follow(id)));
        }
    }

    private void follow(String id) {
        try {
            Reached reached = null;
            for (CopiedList list = wanted.get(id); list != null; list = wanted.get(id)) {
                Duration pause = AGAIN_LATER;
                try {
                    Step step = step(list, reached);
                    reached = step.reached();
                    pause = step.pause();
                } catch (RuntimeException databaseGone) {
                    LOG.warn("list {} is not followed for a while: {}", list.name(), databaseGone.toString());
                }
                if (closed.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } finally {
            following.remove(id);
        }
    }

    private record Step(@Nullable Reached reached, Duration pause) {}

    private Step step(CopiedList list, @Nullable Reached reached) {
        StoredList known = store.find(list);
        MemberBook.Copy here = book.copy(list.id());
        String stored = known.position();
        if (known.version() == null || stored == null || known.edits() >= MOST_EDITS) {
            return whole(list);
        }
        if (here == null || !same(here.stored(), known)) {
            return new Step(null, AGAIN_SOON); // what was written is on its way to here
        }
        String from = reached != null
                        && reached.edits() == known.edits()
                        && known.version().equals(reached.version())
                ? reached.position()
                : stored;
        return switch (source.news((MemberSource.VoFeed) ((CopiedList.Members) list).source(), from, WAIT)) {
            case FeedNews.Unknown unknown -> whole(list);
            case FeedNews.None none -> {
                store.failed(list, none.why(), clock.instant());
                yield new Step(reached, AGAIN_LATER);
            }
            case FeedNews.Changed changed -> take(list, known, here.roster(), changed);
        };
    }

    private static boolean same(StoredList here, StoredList known) {
        return known.version() != null && known.version().equals(here.version()) && known.edits() == here.edits();
    }

    private Step take(CopiedList list, StoredList known, Roster rows, FeedNews.Changed changed) {
        Instant now = clock.instant();
        RosterEdit edit = RosterEdit.of(changed.people());
        if (!edit.changes(rows)) {
            Instant noted = known.readAt();
            if (noted == null || known.fault() != null || now.isAfter(noted.plus(NOTED))) {
                store.heard(list, known, changed.position(), now);
            }
            return new Step(new Reached(known.version(), known.edits(), changed.position()), AFTER_NOTHING);
        }
        int size = edit.applied(rows).size();
        if (rows.size() - size > MANY && size * 2L < rows.size()) {
            return whole(list);
        }
        if (store.edit(list, known, edit, size, changed.position(), now)) {
            LOG.info("list {}: {} people changed", list.name(), edit.people().size());
        }
        return new Step(null, AGAIN_SOON);
    }

    private Step whole(CopiedList list) {
        return switch (refresh.run(list)) {
            case REPLACED, UNCHANGED, OVERTAKEN -> new Step(null, AGAIN_SOON);
            case HELD_BACK, FAILED -> new Step(null, AGAIN_LATER);
        };
    }

    @Override
    public void close() {
        wanted.clear();
        closed.countDown();
        following.values().forEach(Thread::interrupt);
    }
}
