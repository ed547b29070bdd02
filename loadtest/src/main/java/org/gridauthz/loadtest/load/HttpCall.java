package org.gridauthz.loadtest.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.util.function.Supplier;
import javax.net.ssl.SSLHandshakeException;
import org.gridauthz.loadtest.mappings.KeptConnection;
import org.jspecify.annotations.Nullable;

/** One request and its answer, over a connection of its own each time or one that is kept for as long as the server keeps it. */
public final class HttpCall implements Call {
    private final Supplier<Identity> identity;
    private final int port;
    private final Supplier<Asked> asked;
    private final Way way;
    private @Nullable KeptConnection kept;
    private long resumptions;

    /** How connections are used. */
    public enum Way {
        KEPT,
        /** With a full handshake. */
        NEW,
        /** With the ticket of the last one. */
        RESUMED
    }

    /**
     * Nothing is sent yet.
     *
     * @param identity who connects next; always the same where sessions are resumed
     * @param asked what to ask next
     */
    public HttpCall(Supplier<Identity> identity, int port, Way way, Supplier<Asked> asked) {
        this.identity = identity;
        this.port = port;
        this.way = way;
        this.asked = asked;
    }

    @Override
    public Outcome make() throws IOException {
        Asked what = asked.get();
        KeptConnection connection = kept;
        boolean fresh = connection == null;
        try {
            if (connection == null) {
                connection = connect();
            }
            KeptConnection.Answer answer = connection.exchange(what.request());
            // Whoever is refused keeps his connection unless he is told otherwise: another would cost both more than
            // the call.
            if (way != Way.KEPT || connection.ending()) {
                drop(connection);
            }
            return answer.status() == 503 ? Outcome.SHED : judged(what, answer);
        } catch (EOFException | SocketException | SSLHandshakeException e) {
            drop(connection);
            if (fresh && closed(e)) {
                return Outcome.SHED;
            }
            throw e;
        } catch (IOException e) {
            drop(connection);
            throw e;
        }
    }

    /** Closed before anything was read, in the handshake or behind it: how a gate before TLS refuses. An alert is something else. */
    private static boolean closed(IOException e) {
        return !(e instanceof SSLHandshakeException) || e.getCause() instanceof EOFException;
    }

    private KeptConnection connect() throws IOException {
        Identity.Connected connected = identity.get().connect(port, way == Way.RESUMED);
        if (connected.resumed()) {
            resumptions++;
        }
        if (way == Way.KEPT) {
            kept = connected.connection();
        }
        return connected.connection();
    }

    private static Outcome judged(Asked what, KeptConnection.Answer answer) throws IOException {
        if (!what.answeredBy(answer)) {
            throw new IOException("answered " + answer.status() + " "
                    + new String(
                            answer.body(),
                            0,
                            Math.min(200, answer.body().length),
                            java.nio.charset.StandardCharsets.UTF_8));
        }
        return Outcome.ANSWERED;
    }

    /** Opens what is kept, before the first arrival; a failure shows in the first call. */
    public HttpCall opened() {
        if (way == Way.KEPT) {
            try {
                connect();
            } catch (IOException e) {
                kept = null;
            }
        }
        return this;
    }

    /** How many connections took up an earlier session. */
    public long resumptions() {
        return resumptions;
    }

    private void drop(@Nullable KeptConnection connection) {
        kept = null;
        if (connection != null) {
            try {
                connection.close();
            } catch (IOException e) {
                // It was to be closed, and now it is gone.
            }
        }
    }

    @Override
    public void close() {
        drop(kept);
    }
}
