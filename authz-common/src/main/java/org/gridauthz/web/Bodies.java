package org.gridauthz.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.Callable;
import org.gridauthz.community.Seat;

/** Bodies of requests and answers on the hot path: bounded, whole, with a length. A sender is waited for without a seat; what it sent is read on one. */
public final class Bodies {
    private static final int FIRST_GUESS = 8192;

    private Bodies() {}

    /** Reads the first bytes of an array. */
    @FunctionalInterface
    public interface Reader<T> {
        /** What the first {@code length} bytes say. */
        T read(byte[] body, int length);
    }

    /**
     * Reads a JSON body of at most so many bytes; more are not read.
     *
     * @throws Refusal if it is larger, or says it is no JSON
     */
    public static <T> T readJson(HttpServletRequest request, int limit, Reader<T> reader) throws IOException {
        String type = request.getContentType();
        if (type == null || !type.regionMatches(true, 0, "application/json", 0, 16)) {
            throw new Refusal(ErrorCode.MEDIA_TYPE_UNSUPPORTED, "the body must be application/json");
        }
        return read(request, limit, reader);
    }

    /**
     * Reads a body of at most so many bytes, whatever its type says; more are not read.
     *
     * @throws Refusal if it is larger, or what the reader throws
     */
    public static <T> T read(HttpServletRequest request, int limit, Reader<T> reader) throws IOException {
        long announced = request.getContentLengthLong();
        if (announced > limit) {
            throw tooLarge(limit);
        }
        InputStream in = request.getInputStream();
        Whole body = announced < 0 || in.available() < announced
                ? whileAway(() -> whole(in, announced, limit))
                : whole(in, announced, limit);
        return reader.read(body.bytes, body.length);
    }

    /** The first so many bytes of an array. */
    private record Whole(byte[] bytes, int length) {}

    /** The sender may take its time over what is not here yet: nobody computes meanwhile. */
    private static <T> T whileAway(Callable<T> reading) throws IOException {
        try {
            return Seat.whileAway(reading);
        } catch (Seat.NoWaitSlotException e) {
            throw new Refusal(ErrorCode.OVERLOADED, String.valueOf(e.getMessage()));
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e); // a reader throws no others
        }
    }

    private static Whole whole(InputStream in, long announced, int limit) throws IOException {
        byte[] body = new byte[announced >= 0 ? (int) announced + 1 : FIRST_GUESS];
        int length = 0;
        int read;
        while ((read = in.read(body, length, body.length - length)) >= 0) {
            length += read;
            if (length > limit) {
                throw tooLarge(limit);
            }
            if (length == body.length) {
                body = Arrays.copyOf(body, Math.min(2 * body.length, limit + 1));
            }
        }
        return new Whole(body, length);
    }

    /** Writes a problem document with its status. */
    public static void write(Problem problem, HttpServletResponse response) throws IOException {
        head(problem, response);
        byte[] body = problem.toJson();
        response.setContentType(Problem.MEDIA_TYPE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** Sets the status, and when to come again. */
    public static void head(Problem problem, HttpServletResponse response) {
        response.setStatus(problem.code().status());
        if (problem.code() == ErrorCode.OVERLOADED) {
            response.setHeader("Retry-After", "1");
        }
    }

    /** Writes a whole answer. */
    public static void write(ByteArrayOutputStream body, String mediaType, HttpServletResponse response)
            throws IOException {
        response.setContentType(mediaType);
        response.setContentLength(body.size());
        body.writeTo(response.getOutputStream());
    }

    private static Refusal tooLarge(int limit) {
        return new Refusal(ErrorCode.BODY_TOO_LARGE, "at most " + limit + " bytes");
    }
}
