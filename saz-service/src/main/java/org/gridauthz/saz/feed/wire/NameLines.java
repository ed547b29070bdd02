package org.gridauthz.saz.feed.wire;

import java.util.Iterator;
import org.gridauthz.ban.BanKind;
import org.gridauthz.saz.feed.Feed;
import org.gridauthz.saz.feed.FeedReading;
import org.gridauthz.saz.feed.FeedSieve;

/** One name a line, bare or between double quotes; empty lines and those that begin with a hash say nothing. */
final class NameLines {
    private NameLines() {}

    static FeedReading read(Feed feed, byte[] body) {
        FeedSieve sieve = new FeedSieve(feed);
        Iterator<String> lines = FeedSource.text(body).lines().iterator();
        while (lines.hasNext() && !sieve.overfull()) {
            String line = lines.next().strip();
            if (!line.isEmpty() && line.charAt(0) != '#') {
                boolean quoted = line.length() > 1 && line.startsWith("\"") && line.endsWith("\"");
                sieve.offer(
                        BanKind.DN,
                        quoted ? line.substring(1, line.length() - 1).replace("\\\"", "\"") : line,
                        null);
            }
        }
        return sieve.reading();
    }
}
