package org.gridauthz.memberlist.feed;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.gridauthz.memberlist.ListLimits;
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
    private static final Duration CONNECT = Duration.ofSeconds(10);

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
        return asking(client -> {
            String position = null;
            String after = "";
            while (after != null) {
                Answer answer = get(
                        client,
                        uri(url, "", container) + "&limit=" + PAGE + "&after=" + encoded(after),
                        Duration.ofNanos(Math.max(1, end - System.nanoTime())));
                if (answer.fault() != null) {
                    return answer.fault();
                }
                FeedReader page = FeedReader.read(answer.body());
                if (answer.status() != 200 || page == null) {
                    return refused(answer);
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
        Listing fault = asking(client -> {
            Answer answer = get(
                    client,
                    uri(url, "/changes", container) + "&since=" + encoded(position) + "&wait=" + wait.toSeconds(),
                    wait.plus(CONNECT));
            if (answer.fault() != null) {
                return answer.fault();
            }
            if (answer.status() == 410) {
                news[0] = new FeedNews.Unknown();
                return refused(answer);
            }
            FeedReader page = FeedReader.read(answer.body());
            var people = page == null ? null : page.people();
            if (answer.status() == 200 && page != null && people != null) {
                news[0] = new FeedNews.Changed(page.position(), people);
            }
            return refused(answer);
        });
        return news[0] != null ? news[0] : new FeedNews.None((NotListed) fault);
    }

    private record Answer(int status, String body, @Nullable NotListed fault) {}

    private Listing asking(Function<HttpClient, Listing> conversation) {
        try (HttpClient client = HttpClient.newBuilder()
                .sslContext(credential.get())
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT)
                .build()) {
            try {
                return conversation.apply(client);
            } finally {
                client.shutdownNow();
            }
        } catch (IllegalArgumentException endpointWrong) {
            return new NotListed(Fault.MISCONFIGURED, "not an address that can be asked");
        }
    }

    private Answer get(HttpClient client, String uri, Duration deadline) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(uri))
                .timeout(deadline)
                .header("Accept", "application/json, application/problem+json")
                .build();
        CompletableFuture<HttpResponse<String>> answer =
                client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofString(), limits.maxBytes()));
        try {
            HttpResponse<String> got = answer.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(got.statusCode(), got.body(), null);
        } catch (TimeoutException late) {
            answer.cancel(true);
            return failed(Fault.TIMEOUT, "no whole answer in time");
        } catch (InterruptedException stop) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            return failed(Fault.TIMEOUT, "given up on request");
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            boolean large = cause instanceof IOException
                    && String.valueOf(cause.getMessage()).contains("body exceeds capacity");
            return large
                    ? failed(Fault.TOO_LARGE, "the answer is larger than the limit")
                    : failed(Fault.UNREACHABLE, cause.getClass().getSimpleName());
        }
    }

    private static Answer failed(Fault fault, String detail) {
        return new Answer(0, "", new NotListed(fault, detail));
    }

    private static Listing refused(Answer answer) {
        return answer.status() == 404
                ? new NotListed(Fault.UNKNOWN_CONTAINER, "the VO service knows no such VO, group or role")
                : answer.status() == 200
                        ? new NotListed(Fault.MALFORMED, "the answer is not that of a member feed")
                        : new NotListed(Fault.REFUSED, "HTTP status " + answer.status());
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
