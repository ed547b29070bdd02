package org.gridauthz.memberlist;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.gridauthz.memberlist.Listing.Fault;

/**
 * Whoever a list is copied from, asked with the host's own credential; one for each conversation, since those are far apart and the credential may
 * change. Never throws for what the other side does; redirects are not followed, since they would carry the trust elsewhere.
 */
public final class ListServer implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(10);

    private final HttpClient client;
    private final long maxBytes;

    /** @param maxBytes the largest answer */
    public ListServer(SSLContext credential, long maxBytes) {
        this.client = HttpClient.newBuilder()
                .sslContext(credential)
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT)
                .build();
        this.maxBytes = maxBytes;
    }

    /** What came of a request. */
    public sealed interface Reply {}

    /** A whole answer within the limit, of whatever status. */
    public record Answered(HttpResponse<byte[]> answer) implements Reply {}

    /** No whole answer. */
    public record Failed(Fault fault, String detail) implements Reply {}

    /** Blocks no longer than the request's own timeout, which covers the connection and the whole answer. */
    public Reply ask(HttpRequest request) {
        Duration deadline = request.timeout().orElseThrow();
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), maxBytes));
        try {
            return new Answered(answer.get(deadline.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException late) {
            answer.cancel(true);
            return new Failed(Fault.TIMEOUT, "no whole answer within " + deadline);
        } catch (InterruptedException stop) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            return new Failed(Fault.TIMEOUT, "given up on request");
        } catch (ExecutionException e) {
            return failure(e.getCause() == null ? e : e.getCause());
        }
    }

    private static Failed failure(Throwable cause) {
        for (Throwable at = cause; at != null; at = at.getCause()) {
            if (at instanceof HttpTimeoutException) {
                return new Failed(Fault.TIMEOUT, "no answer in time");
            }
        }
        boolean large = cause instanceof IOException
                && String.valueOf(cause.getMessage()).contains("body exceeds capacity");
        return large
                ? new Failed(Fault.TOO_LARGE, "the answer is larger than the limit")
                : new Failed(Fault.UNREACHABLE, cause.getClass().getSimpleName());
    }

    /** Waits for nothing that is still under way. */
    @Override
    public void close() {
        client.shutdownNow();
    }
}
