package org.gridauthz.tls;

import java.io.IOException;
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
    private static final ThreadLocal<@Nullable SocketWrapperBase<NioChannel>> REFUSED = new ThreadLocal<>();
    private static final byte[] BODY = new Problem(
                    ErrorCode.OVERLOADED, "nothing was decided; try again, or ask another server", null, null)
            .toJson();
    private static final byte[] ANSWER = answer();

    private Overload() {}

    private static byte[] answer() {
        byte[] head = ("HTTP/1.1 503 \r\nRetry-After: 1\r\nContent-Type: " + Problem.MEDIA_TYPE + "\r\nContent-Length: "
                        + BODY.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] all = new byte[head.length + BODY.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(BODY, 0, all, head.length, BODY.length);
        return all;
    }

    /** Lets a connection's request be read and answered by {@link #answer} on this thread. */
    static void refuse(SocketWrapperBase<NioChannel> socket, Runnable processing) {
        REFUSED.set(socket);
        try {
            processing.run();
        } finally {
            REFUSED.remove();
        }
    }

    /** Whether this thread refuses. */
    static boolean refusing() {
        return REFUSED.get() != null;
    }

    /** Answers, if this thread refuses. */
    static boolean answered(Request request, Response response) throws IOException {
        SocketWrapperBase<NioChannel> socket = REFUSED.get();
        if (socket == null) {
            return false;
        }
        if (keepsConnection(request.getCoyoteRequest())) {
            socket.write(true, ANSWER, 0, ANSWER.length);
            response.getCoyoteResponse().setCommitted(true);
            response.setSuspended(true);
            return true;
        }
        response.setStatus(ErrorCode.OVERLOADED.status());
        response.setHeader("Retry-After", "1");
        response.setContentType(Problem.MEDIA_TYPE);
        response.setContentLength(BODY.length);
        response.getOutputStream().write(BODY);
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
