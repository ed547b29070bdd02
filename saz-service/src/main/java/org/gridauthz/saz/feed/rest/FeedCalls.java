package org.gridauthz.saz.feed.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.gridauthz.changes.Follower;
import org.gridauthz.saz.feed.Feed;
import org.gridauthz.saz.feed.FeedRounds;
import org.gridauthz.saz.feed.FeedStore;
import org.gridauthz.web.Access.Verb;
import org.gridauthz.web.ErrorCode;
import org.gridauthz.web.Refusal;
import org.gridauthz.web.rest.AdminCall;
import org.gridauthz.web.rest.Admins;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Ban lists of others: how they stand, read at once, a shrunken one accepted. */
@RestController
@RequestMapping("/api/v1/feeds")
final class FeedCalls {
    private final Admins admins;
    private final FeedRounds rounds;
    private final FeedStore store;
    private final InstantSource clock;
    private final Follower follower;

    FeedCalls(Admins admins, FeedRounds rounds, FeedStore store, InstantSource clock, Follower follower) {
        this.admins = admins;
        this.rounds = rounds;
        this.store = store;
        this.clock = clock;
        this.follower = follower;
    }

    /**
     * A feed.
     *
     * @param overdue whether it was not read well for longer than its limit; its bans stay in force
     */
    record Shown(String name, Feed.Form form, String url, boolean overdue, FeedStore.@Nullable State state) {}

    @GetMapping
    List<Shown> list(HttpServletRequest request) {
        admins.reader(request);
        return rounds.feeds().stream()
                .map(feed -> {
                    FeedStore.State state = store.find(feed.name());
                    return new Shown(feed.name(), feed.form(), feed.url().toString(), overdue(feed, state), state);
                })
                .toList();
    }

    /**
     * Reads it now.
     *
     * @param accept takes a list although it shrank, if it has exactly so many bans, as the state showed them
     */
    @PostMapping("/{name}/refresh")
    FeedStore.State refresh(
            HttpServletRequest request, @PathVariable String name, @RequestParam @Nullable Integer accept) {
        AdminCall call = admins.writer(request, Verb.BANS);
        Feed feed =
                rounds.feed(name).orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND, "no feed of that name is set"));
        FeedStore.State state = rounds.read(feed, accept, call.who().text());
        follower.poke();
        return state;
    }

    private boolean overdue(Feed feed, FeedStore.@Nullable State state) {
        Instant read = state == null ? null : state.readAt();
        return read == null || Duration.between(read, clock.instant()).compareTo(feed.ageLimit()) > 0;
    }
}
