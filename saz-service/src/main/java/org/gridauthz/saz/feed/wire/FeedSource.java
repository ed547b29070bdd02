package org.gridauthz.saz.feed.wire;

import java.io.IOException;
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
import org.gridauthz.ban.BanKind;
import org.gridauthz.ban.file.BanFile.Form;
import org.gridauthz.memberlist.ListLimits;
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
        CompletableFuture<HttpResponse<byte[]>> answer = null;
        HttpClient client = client();
        try {
            answer = client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), feed.maxBytes()));
            HttpResponse<byte[]> whole = answer.get(feed.deadline().toMillis(), TimeUnit.MILLISECONDS);
            return whole.statusCode() == 200
                    ? reader.apply(whole.body())
                    : new FeedReading.NotRead(Fault.REFUSED, "HTTP status " + whole.statusCode());
        } catch (TimeoutException late) {
            answer.cancel(true);
            return new FeedReading.NotRead(Fault.TIMEOUT, "no whole answer within " + feed.deadline());
        } catch (ExecutionException failed) {
            return failure(failed.getCause() == null ? failed : failed.getCause());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return new FeedReading.NotRead(Fault.TIMEOUT, "given up on request");
        } finally {
            client.shutdownNow();
        }
    }

    private static FeedReading failure(Throwable cause) {
        String text = String.valueOf(cause.getMessage());
        if (cause instanceof java.net.http.HttpTimeoutException) {
            return new FeedReading.NotRead(Fault.TIMEOUT, "no answer in time");
        }
        return cause instanceof IOException && text.contains("body exceeds capacity")
                ? new FeedReading.NotRead(Fault.TOO_LARGE, "the answer is larger than the limit")
                : new FeedReading.NotRead(Fault.UNREACHABLE, cause.getClass().getSimpleName());
    }

    private HttpClient client() {
        return HttpClient.newBuilder()
                .sslContext(credential.get())
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
    }

    static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8);
    }
}
