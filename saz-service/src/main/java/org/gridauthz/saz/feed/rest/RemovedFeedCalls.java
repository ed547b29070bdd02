package org.gridauthz.saz.feed.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.gridauthz.audit.AdminAct;
import org.gridauthz.ban.Ban;
import org.gridauthz.ban.BanTarget;
import org.gridauthz.ban.store.BanBook;
import org.gridauthz.ban.store.BanImport;
import org.gridauthz.changes.Follower;
import org.gridauthz.saz.feed.FeedRounds;
import org.gridauthz.saz.feed.FeedStore;
import org.gridauthz.web.Access.Verb;
import org.gridauthz.web.ErrorCode;
import org.gridauthz.web.Refusal;
import org.gridauthz.web.rest.AdminCall;
import org.gridauthz.web.rest.Admins;
import org.gridauthz.web.rest.Given;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Feeds that are no longer in the settings: their bans stay in force until an officer lets all of them go at once. */
@RestController
@RequestMapping("/api/v1/feeds")
final class RemovedFeedCalls {
    private static final int SHOWN = 100;

    private final Admins admins;
    private final FeedRounds rounds;
    private final FeedStore store;
    private final BanBook book;
    private final Follower follower;

    RemovedFeedCalls(Admins admins, FeedRounds rounds, FeedStore store, BanBook book, Follower follower) {
        this.admins = admins;
        this.rounds = rounds;
        this.store = store;
        this.book = book;
        this.follower = follower;
    }

    /**
     * What was let go, or would be.
     *
     * @param bans how many
     * @param some the first hundred of them
     */
    record Dropped(String name, boolean dryRun, int bans, List<BanTarget> some) {}

    /**
     * Lifts all bans of a feed that is set no more; safe to repeat.
     *
     * @param dryRun only says which
     * @param reason why, for the audit; not needed for a dry run
     */
    @DeleteMapping("/{name}/bans")
    Dropped drop(
            HttpServletRequest request,
            @PathVariable String name,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestParam @Nullable String reason) {
        AdminCall call = admins.writer(request, Verb.BANS);
        if (rounds.feed(name).isPresent()) {
            throw new Refusal(ErrorCode.CONFLICT, "the feed is set: the next read would bring its bans back");
        }
        String origin = "feed:" + name;
        List<Ban> bans = book.inForce(origin);
        if (bans.isEmpty() && store.find(name) == null) {
            throw new Refusal(ErrorCode.NOT_FOUND, "no feed of that name has bans");
        }
        if (!dryRun) {
            String why = Given.reason(reason);
            AdminAct act = call.act("drop-feed", origin + " " + bans.size() + " bans", why);
            new BanImport(book).replace(origin, List.of(), why, origin, act);
            store.forget(name);
            follower.poke();
        }
        List<BanTarget> some = bans.stream().limit(SHOWN).map(Ban::target).toList();
        return new Dropped(name, dryRun, bans.size(), some);
    }
}
