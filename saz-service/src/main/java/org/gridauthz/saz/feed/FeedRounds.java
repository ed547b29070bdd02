package org.gridauthz.saz.feed;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.gridauthz.ban.BanTarget;
import org.gridauthz.jobs.Claims;
import org.gridauthz.memberlist.Listing.Fault;
import org.jspecify.annotations.Nullable;

/**
 * Reads feeds when they are due. Of all instances one does each run. A list that cannot be read, is too long, or shrank too much changes
 * nothing: the last good one stays in force.
 */
public final class FeedRounds {
    private static final Duration LEASE = Duration.ofMinutes(10);

    private final List<Feed> feeds;
    private final Function<Feed, FeedReading> source;
    private final Book book;
    private final FeedStore store;
    private final Claims claims;
    private final InstantSource clock;

    /** Makes the bans of a feed be those of its list. */
    @FunctionalInterface
    public interface Book {
        /**
         * Writes what changed.
         *
         * @param by which officer asked for it; null for the schedule
         */
        void replace(Feed feed, Collection<BanTarget> bans, @Nullable String by);
    }

    /** @param source reads a feed, within its bounds, and never throws for what the other side does */
    public FeedRounds(
            List<Feed> feeds,
            Function<Feed, FeedReading> source,
            Book book,
            FeedStore store,
            Claims claims,
            InstantSource clock) {
        this.feeds = List.copyOf(feeds);
        this.source = source;
        this.book = book;
        this.store = store;
        this.claims = claims;
        this.clock = clock;
    }

    /** The feeds, as set. */
    public List<Feed> feeds() {
        return feeds;
    }

    /** A feed by its name. */
    public Optional<Feed> feed(String name) {
        return feeds.stream().filter(feed -> feed.name().equals(name)).findFirst();
    }

    /** Reads what is due and not claimed by another instance. Called about every ten seconds by one thread. */
    public void round() {
        for (Feed feed : feeds) {
            Instant now = clock.instant();
            long every = feed.every().toMillis();
            String job = feed.origin();
            long slot = (now.toEpochMilli() + Math.floorMod((long) job.hashCode() * 1_000_003L, every)) / every;
            if (claims.claim(job, slot, now, LEASE)) {
                read(feed, null, null);
                claims.finished(job, slot, clock.instant());
            }
        }
    }

    /**
     * Reads a feed now.
     *
     * @param accept take a list although it shrank, if it has exactly so many bans
     * @param by which officer asked; null for the schedule
     */
    public FeedStore.State read(Feed feed, @Nullable Integer accept, @Nullable String by) {
        FeedStore.State before = store.find(feed.name());
        FeedReading reading = source.apply(feed);
        Instant now = clock.instant();
        FeedStore.State after = switch (reading) {
            case FeedReading.NotRead failed ->
                failed(feed, before, now, failed.fault().code(), failed.detail(), null);
            case FeedReading.Read read -> taken(feed, before, now, read, accept, by);
        };
        store.keep(after);
        return after;
    }

    private FeedStore.State taken(
            Feed feed,
            FeedStore.@Nullable State before,
            Instant now,
            FeedReading.Read read,
            @Nullable Integer accept,
            @Nullable String by) {
        int size = read.bans().size();
        int was = before == null ? 0 : before.bans();
        boolean shrank = size < was && (size == 0 || size < was * (1 - feed.shrink()));
        if (shrank && (accept == null || accept != size)) {
            return failed(
                    feed, before, now, "list.held-back", "the list has " + size + " bans instead of " + was, size);
        }
        try {
            book.replace(feed, read.bans(), by);
        } catch (RuntimeException e) {
            return failed(feed, before, now, Fault.INTERNAL.code(), e.getClass().getSimpleName(), null);
        }
        String left = read.left() == 0 ? null : read.left() + " entries are not taken";
        return new FeedStore.State(feed.name(), now, now, null, left, size, null);
    }

    private static FeedStore.State failed(
            Feed feed,
            FeedStore.@Nullable State before,
            Instant now,
            String fault,
            String detail,
            @Nullable Integer held) {
        return new FeedStore.State(
                feed.name(),
                now,
                before == null ? null : before.readAt(),
                fault,
                detail,
                before == null ? 0 : before.bans(),
                held);
    }
}
