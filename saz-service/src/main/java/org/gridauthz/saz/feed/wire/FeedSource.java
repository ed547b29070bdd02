package org.gridauthz.saz.feed.wire;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.gridauthz.ban.BanKind;
import org.gridauthz.ban.file.BanFile.Form;
import org.gridauthz.memberlist.ListLimits;
import org.gridauthz.memberlist.ListServer;
import org.gridauthz.memberlist.Listing;
import org.gridauthz.memberlist.Listing.Fault;
import org.gridauthz.memberlist.voms.VomsCompatibility;
import org.gridauthz.memberlist.voms.VomsEndpoint;
import org.gridauthz.saz.feed.Feed;
import org.gridauthz.saz.feed.FeedReading;
import org.gridauthz.saz.feed.FeedSieve;

/**
 * Reads a feed with the host's own credential. Never throws for what the other side does; one deadline covers connection, request and the whole
 * answer, one bound its bytes; redirects are not followed, since they would carry the trust elsewhere.
 */
public final class FeedSource implements Function<Feed, FeedReading> {
    private final Supplier<SSLContext> credential;

    /** @param credential asked again for each read, so that it may change */
    public FeedSource(Supplier<SSLContext> credential) {
        this.credential = credential;
    }

    @Override
    public FeedReading apply(Feed feed) {
        return switch (feed.form()) {
            case VOMS -> members(feed);
            case ARGUS ->
                fetched(feed, ArgusPolicies.request(feed, feed.deadline()), body -> ArgusPolicies.read(feed, body));
            case LINES -> fetched(feed, get(feed), body -> NameLines.read(feed, body));
            case LCMAPS -> fetched(feed, get(feed), body -> FileLines.read(feed, Form.BAN_MAPFILE, body));
            case HTCONDOR -> fetched(feed, get(feed), body -> FileLines.read(feed, Form.HTCONDOR_CE, body));
            case DCACHE -> fetched(feed, get(feed), body -> FileLines.read(feed, Form.DCACHE_BAN, body));
            case GRIDAUTHZ -> fetched(feed, get(feed), body -> BanListJson.read(feed, body));
        };
    }

    private FeedReading members(Feed feed) {
        ListLimits limits = new ListLimits(feed.deadline(), feed.maxBytes(), feed.maxBans(), 0.1);
        Listing listing = new VomsCompatibility(credential, limits)
                .fetch(VomsEndpoint.of(feed.url().toString()), "/" + feed.vo());
        return switch (listing) {
            case Listing.NotListed failed -> new FeedReading.NotRead(failed.fault(), failed.detail());
            case Listing.Listed listed -> {
                FeedSieve sieve = new FeedSieve(feed);
                listed.rows().forEach(row -> sieve.offer(BanKind.DN, row.key(), null));
                yield sieve.reading();
            }
        };
    }

    private static HttpRequest get(Feed feed) {
        return HttpRequest.newBuilder(feed.url()).timeout(feed.deadline()).build();
    }

    private FeedReading fetched(Feed feed, HttpRequest request, Function<byte[], FeedReading> reader) {
        try (ListServer server = new ListServer(credential.get(), feed.maxBytes())) {
            return switch (server.ask(request)) {
                case ListServer.Failed failed -> new FeedReading.NotRead(failed.fault(), failed.detail());
                case ListServer.Answered whole -> {
                    int status = whole.answer().statusCode();
                    yield status == 200
                            ? reader.apply(whole.answer().body())
                            : new FeedReading.NotRead(Fault.REFUSED, "HTTP status " + status);
                }
            };
        }
    }

    static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8);
    }
}
