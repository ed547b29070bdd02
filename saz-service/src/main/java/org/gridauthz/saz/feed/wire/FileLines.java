package org.gridauthz.saz.feed.wire;

import org.gridauthz.ban.BanTarget;
import org.gridauthz.ban.file.BanFile;
import org.gridauthz.saz.feed.Feed;
import org.gridauthz.saz.feed.FeedReading;
import org.gridauthz.saz.feed.FeedSieve;

/** A ban file of other software; lines that are no ban of ours count as malformed, so that a page of HTML is no empty list. */
final class FileLines {
    private FileLines() {}

    static FeedReading read(Feed feed, BanFile.Form form, byte[] body) {
        BanFile.Read file = BanFile.read(form, FeedSource.text(body));
        FeedSieve sieve = new FeedSieve(feed);
        for (BanTarget ban : file.bans()) {
            if (sieve.overfull()) {
                break;
            }
            sieve.offer(ban.kind(), ban.value(), ban.qualifier());
        }
        for (int left = 0; left < file.left() && !sieve.overfull(); left++) {
            sieve.offer(null, null, null);
        }
        return sieve.reading();
    }
}
