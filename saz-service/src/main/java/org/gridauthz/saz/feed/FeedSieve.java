package org.gridauthz.saz.feed;

import java.util.LinkedHashSet;
import java.util.Set;
import org.gridauthz.ban.BanKind;
import org.gridauthz.ban.BanTarget;
import org.gridauthz.ban.MalformedBanException;
import org.gridauthz.memberlist.Listing.Fault;
import org.gridauthz.saz.officer.Breadth;
import org.jspecify.annotations.Nullable;

/** Takes entries as a source delivers them: drops and counts what is no ban, and stops a list that grows without end. */
public final class FeedSieve {
    /** Share of entries that may be malformed. */
    private static final double BAD_SHARE = 0.1;

    private final Feed feed;
    private final Set<BanTarget> bans = new LinkedHashSet<>();
    private int malformed;
    private int left;

    public FeedSieve(Feed feed) {
        this.feed = feed;
    }

    /** Offers an entry. */
    public void offer(@Nullable BanKind kind, @Nullable String value, @Nullable String qualifier) {
        if (kind == null || value == null) {
            malformed++;
            return;
        }
        try {
            BanTarget target = new BanTarget(kind, value.strip(), qualifier);
            Breadth breadth = Breadth.of(target);
            if (breadth == Breadth.PATTERN || (breadth == Breadth.WHOLE && !feed.wide())) {
                left++;
            } else {
                bans.add(target);
            }
        } catch (MalformedBanException e) {
            malformed++;
        }
    }

    /** Counts an entry that is not for us. */
    public void leave() {
        left++;
    }

    /** Whether a bound is passed: no more need be offered. */
    public boolean overfull() {
        return bans.size() > feed.maxBans() || malformed + left > 2L * feed.maxBans() + 100;
    }

    /** The list, or why it is not believed. */
    public FeedReading reading() {
        if (overfull()) {
            return new FeedReading.NotRead(Fault.TOO_LARGE, "more than " + feed.maxBans() + " bans");
        }
        int all = bans.size() + malformed + left;
        if (malformed > all * BAD_SHARE) {
            return new FeedReading.NotRead(
                    Fault.TOO_MANY_BAD_ROWS, malformed + " of " + all + " entries name nothing that could be banned");
        }
        return new FeedReading.Read(java.util.List.copyOf(bans), left + malformed);
    }
}
