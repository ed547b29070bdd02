package org.gridauthz.tls;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.coyote.ActionCode;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.gridauthz.web.ErrorCode;
import org.gridauthz.web.Problem;
import org.jspecify.annotations.Nullable;

/**
 * The refusal of a call: 503 with {@code Retry-After} and a problem document, from bytes made once. Tomcat closes the
 * connection after a 503, and a client that has to shake hands again costs more than the call would have. So the bytes go
 * to the socket past Tomcat's response, which is told that it is committed; the status it would look at stays 200.
 */
final class Overload {
    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();
    private static final ThreadLocal<@Nullable Refusal> REFUSED = new ThreadLocal<>();
    /** So many calls that came without a pause between them are told no; then the connection ends, or its refusing might not. */
    private static final int MOST_AT_ONCE = 64;

    private static final String DETAIL = "nothing was decided; try again, or ask another server";
    private static final Answer PROBLEM =
            answer(Problem.MEDIA_TYPE, new Problem(ErrorCode.OVERLOADED, DETAIL, null, null).toJson());
    /** For the old wires; a fault is an error to every client of them, and none takes an error for a Deny. */
    private static final Answer FAULT = answer(
            "text/xml;charset=utf-8",
            ("<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body><soap:Fault>"
                            + "<faultcode>soap:Server</faultcode><faultstring>OVERLOADED: " + DETAIL
                            + "</faultstring></soap:Fault></soap:Body></soap:Envelope>")
                    .getBytes(StandardCharsets.UTF_8));

    private Overload() {}

    /** @param whole head and body, for a connection that stays open */
    @SuppressWarnings("ArrayRecordComponent") // made twice, compared never
    private record Answer(String mediaType, byte[] body, byte[] whole) {}

    private static Answer answer(String mediaType, byte[] body) {
        byte[] head = ("HTTP/1.1 503 \r\nRetry-After: 1\r\nContent-Type: " + mediaType + "\r\nContent-Length: "
                        + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] whole = new byte[head.length + body.length];
        System.arraycopy(head, 0, whole, 0, head.length);
        System.arraycopy(body, 0, whole, head.length, body.length);
        return new Answer(mediaType, body, whole);
    }

    private static final class Refusal {
        /** Null: it is closed. */
        private final @Nullable SocketWrapperBase<NioChannel> socket;

        private final long began = CPU.getCurrentThreadCpuTime();
        private int calls;

        Refusal(@Nullable SocketWrapperBase<NioChannel> socket) {
            this.socket = socket;
        }
    }

    /**
     * What was refused.
     *
     * @param calls how many: a client may send several at once
     * @param nanos of a processor
     */
    record Told(int calls, long nanos) {}

    /**
     * From now on {@link #answered} answers the requests that this thread reads from a connection, until {@link #end}.
     *
     * @param socket null: there is no time for answers, and the connection is closed
     */
    static void begin(@Nullable SocketWrapperBase<NioChannel> socket) {
        REFUSED.set(new Refusal(socket));
    }

    /** This thread refuses no more; null if it did not. */
    static @Nullable Told end() {
        Refusal refusal = REFUSED.get();
        if (refusal == null) {
            return null;
        }
        REFUSED.remove();
        return new Told(refusal.calls, CPU.getCurrentThreadCpuTime() - refusal.began);
    }

    /** Whether this thread refuses. */
    static boolean refusing() {
        return REFUSED.get() != null;
    }

    /** One more call is refused by this thread. */
    static void counted() {
        Refusal refusal = REFUSED.get();
        if (refusal != null) {
            refusal.calls++;
        }
    }

    /** Answers, if this thread refuses. */
    static boolean answered(Request request, Response response) throws IOException {
        Refusal refusal = REFUSED.get();
        if (refusal == null) {
            return false;
        }
        if (refusal.socket == null) {
            request.getCoyoteRequest().action(ActionCode.CLOSE_NOW, null);
            return true;
        }
        refusal.calls++;
        String type = request.getContentType();
        Answer answer = type != null && type.contains("xml") ? FAULT : PROBLEM;
        if (refusal.calls < MOST_AT_ONCE && keepsConnection(request.getCoyoteRequest())) {
            refusal.socket.write(true, answer.whole(), 0, answer.whole().length);
            response.getCoyoteResponse().setCommitted(true);
            response.setSuspended(true);
            return true;
        }
        response.setStatus(ErrorCode.OVERLOADED.status());
        response.setHeader("Retry-After", "1");
        response.setContentType(answer.mediaType());
        response.setContentLength(answer.body().length);
        response.getOutputStream().write(answer.body());
        return true;
    }

    /** Whether the next request on the connection begins behind bytes that are here already. */
    private static boolean keepsConnection(org.apache.coyote.Request request) {
        if (!"HTTP/1.1".equals(request.protocol().toString())
                || request.getHeader("Connection") != null
                || request.getHeader("Expect") != null
                || request.getHeader("Transfer-Encoding") != null) {
            return false;
        }
        long body = request.getContentLengthLong();
        if (body > 0) {
            request.action(ActionCode.AVAILABLE, false);
        }
        return body <= 0 || request.getAvailable() >= body;
    }
}
