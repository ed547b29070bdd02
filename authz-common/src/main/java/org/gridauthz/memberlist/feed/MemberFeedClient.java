package org.gridauthz.memberlist.feed;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.gridauthz.memberlist.ListLimits;
import org.gridauthz.memberlist.ListServer;
import org.gridauthz.memberlist.ListServer.Answered;
import org.gridauthz.memberlist.ListServer.Failed;
import org.gridauthz.memberlist.ListServer.Reply;
import org.gridauthz.memberlist.Listing;
import org.gridauthz.memberlist.Listing.Fault;
import org.gridauthz.memberlist.Listing.Listed;
import org.gridauthz.memberlist.Listing.NotListed;
import org.gridauthz.memberlist.RowSieve;
import org.jspecify.annotations.Nullable;

/**
 * Asks a GridAuthz VO service for its members, {@code GET …/api/v1/vos/{vo}/members}, with the host's own credential. Never throws for what the
 * other side does; each request has a deadline; redirects are not followed.
 */
public final class MemberFeedClient {
    private static final int PAGE = 2000;
    /** Beyond the wait that was asked for. */
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final Supplier<SSLContext> credential;
    private final ListLimits limits;

    /** @param credential the host credential with the trusted CAs; asked again for each list, so that it may change */
    public MemberFeedClient(Supplier<SSLContext> credential, ListLimits limits) {
        this.credential = credential;
        this.limits = limits;
    }

    /**
     * The whole list, page by page, with the position of its first page.
     *
     * @param url up to and with the VO, {@code https://voms.example.org:8445/api/v1/vos/dune}
     * @param container {@code /vo/group} or {@code /vo/group/Role=role}; null for all members of the VO
     */
    public Listing whole(String url, @Nullable String container) {
        long end = System.nanoTime() + limits.deadline().toNanos();
        RowSieve sieve = new RowSieve(limits);
        return asking(server -> {
            String position = null;
            String after = "";
            while (after != null) {
                Reply reply = get(
                        server,
                        uri(url, "", container) + "&limit=" + PAGE + "&after=" + encoded(after),
                        Duration.ofNanos(Math.max(1, end - System.nanoTime())));
                FeedReader page = page(reply);
                if (page == null) {
                    return refused(reply);
                }
                page.into(sieve);
                position = position == null ? page.position() : position;
                after = sieve.overfull() ? null : page.next();
            }
            return sieve.listing() instanceof Listed listed && position != null ? listed.at(position) : sieve.listing();
        });
    }

    /**
     * What changed since a position.
     *
     * @param wait how long the service may wait for a change
     */
    public FeedNews news(String url, @Nullable String container, String position, Duration wait) {
        FeedNews[] news = new FeedNews[1];
        Listing fault = asking(server -> {
            Reply reply = get(
                    server,
                    uri(url, "/changes", container) + "&since=" + encoded(position) + "&wait=" + wait.toSeconds(),
                    wait.plus(ANSWER));
            FeedReader page = page(reply);
            var people = page == null ? null : page.people();
            if (page != null && people != null) {
                news[0] = new FeedNews.Changed(page.position(), people);
            } else if (status(reply) == 410) {
                news[0] = new FeedNews.Unknown();
            }
            return refused(reply);
        });
        return news[0] != null ? news[0] : new FeedNews.None((NotListed) fault);
    }

    private Listing asking(Function<ListServer, Listing> conversation) {
        try (ListServer server = new ListServer(credential.get(), limits.maxBytes())) {
            return conversation.apply(server);
        } catch (IllegalArgumentException endpointWrong) {
            return new NotListed(Fault.MISCONFIGURED, "not an address that can be asked");
        }
    }

    private static Reply get(ListServer server, String uri, Duration deadline) {
        return server.ask(HttpRequest.newBuilder(URI.create(uri))
                .timeout(deadline)
                .header("Accept", "application/json, application/problem+json")
                .build());
    }

    private static int status(Reply reply) {
        return reply instanceof Answered whole ? whole.answer().statusCode() : 0;
    }

    /** Null: it is not a page of a feed. */
    private static @Nullable FeedReader page(Reply reply) {
        return reply instanceof Answered whole && whole.answer().statusCode() == 200
                ? FeedReader.read(whole.answer().body())
                : null;
    }

    private static Listing refused(Reply reply) {
        return switch (reply) {
            case Failed failed -> new NotListed(failed.fault(), failed.detail());
            case Answered whole ->
                switch (whole.answer().statusCode()) {
                    case 404 ->
                        new NotListed(Fault.UNKNOWN_CONTAINER, "the VO service knows no such VO, group or role");
                    case 200 -> new NotListed(Fault.MALFORMED, "the answer is not that of a member feed");
                    default ->
                        new NotListed(
                                Fault.REFUSED, "HTTP status " + whole.answer().statusCode());
                };
        };
    }

    private static String uri(String url, String tail, @Nullable String container) {
        String vo = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        if (!vo.startsWith("https://")) {
            throw new IllegalArgumentException("a VO service is asked over https");
        }
        String query = container == null
                ? "?container=" + encoded("/" + vo.substring(vo.lastIndexOf('/') + 1))
                : "?container=" + encoded(container);
        return vo + "/members" + tail + query;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
