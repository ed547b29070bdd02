package org.gridauthz.cli.site;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** The instances of one service, asked over mutual TLS. */
public final class Instances {
    private final HttpClient client;
    private final List<URI> all;

    Instances(HttpClient client, List<URI> all) {
        this.client = client;
        this.all = List.copyOf(all);
    }

    /** Where they are. */
    public List<URI> all() {
        return all;
    }

    /**
     * Asks the first that can be connected to.
     *
     * @throws Unreachable if none can
     */
    public Reply ask(Question question) {
        for (int i = 0; i < all.size() - 1; i++) {
            try {
                return send(all.get(i), question);
            } catch (IOException e) {
                if (!(e instanceof ConnectException || e instanceof HttpConnectTimeoutException)) {
                    throw unreachable(all.get(i), e); // it may have been done
                }
            }
        }
        return ask(all.getLast(), question);
    }

    /**
     * Asks one of them.
     *
     * @throws Unreachable if it does not answer
     */
    public Reply ask(URI instance, Question question) {
        try {
            return send(instance, question);
        } catch (IOException e) {
            throw unreachable(instance, e);
        }
    }

    private static Unreachable unreachable(URI instance, IOException e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String why = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
        return new Unreachable(instance + " does not answer: " + why, e);
    }

    private Reply send(URI instance, Question question) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(instance.resolve(question.path()))
                .timeout(question.deadline())
                .method(
                        question.method(),
                        question.body() == null ? BodyPublishers.noBody() : BodyPublishers.ofString(question.body()));
        if (question.body() != null) {
            request.header("Content-Type", question.type());
        }
        if (question.key() != null) {
            request.header("Idempotency-Key", question.key());
        }
        long begun = System.nanoTime();
        try {
            HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
            return new Reply(instance, answer.statusCode(), answer.body(), Duration.ofNanos(System.nanoTime() - begun));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unreachable("stopped", e);
        }
    }
}
