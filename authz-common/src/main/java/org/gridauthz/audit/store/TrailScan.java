package org.gridauthz.audit.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Looks through files of lines for one id, as far as its allowance of bytes goes. Not for several threads. */
final class TrailScan {
    /** No line is longer. */
    private static final int BUFFER = 1 << 20;
    /** The id stands behind the time, near the beginning of a line. */
    private static final int NEAR = 128;

    private final byte[] wanted;
    private final byte[] buffer = new byte[BUFFER];
    private long allowance;

    /** @param allowance how many bytes may be read, unpacked */
    TrailScan(String id, long allowance) {
        this.wanted = ("\"id\":\"" + id + "\"").getBytes(UTF_8);
        this.allowance = allowance;
    }

    /** Whether nothing more may be read. */
    boolean exhausted() {
        return allowance <= 0;
    }

    /** The first line of a file; null if there is none. */
    static @Nullable String first(Path file) {
        byte[] head = new byte[1 << 14];
        try (InputStream in = TrailFiles.open(file)) {
            int length = in.readNBytes(head, 0, head.length);
            int end = lineEnd(head, 0, length);
            return end < 0 ? null : new String(head, 0, end, UTF_8);
        } catch (IOException e) {
            return null;
        }
    }

    /** The line with the id in this file; null if it is not there, or the file is not readable so far. */
    @Nullable
    String in(Path file) {
        try (InputStream in = TrailFiles.open(file)) {
            int kept = 0;
            while (!exhausted()) {
                int read = in.read(buffer, kept, BUFFER - kept);
                if (read < 0) {
                    return null;
                }
                allowance -= read;
                int length = kept + read;
                int start = 0;
                for (int end = lineEnd(buffer, 0, length); end >= 0; end = lineEnd(buffer, start, length)) {
                    if (holds(start, end)) {
                        return new String(buffer, start, end - start, UTF_8);
                    }
                    start = end + 1;
                }
                kept = length - start == BUFFER ? 0 : length - start;
                System.arraycopy(buffer, start, buffer, 0, kept);
            }
            return null;
        } catch (IOException e) { // torn, or being compressed: what stood before was looked at
            return null;
        }
    }

    private boolean holds(int start, int end) {
        int last = Math.min(end, start + NEAR) - wanted.length;
        for (int at = start; at <= last; at++) {
            int i = 0;
            while (i < wanted.length && buffer[at + i] == wanted[i]) {
                i++;
            }
            if (i == wanted.length) {
                return true;
            }
        }
        return false;
    }

    private static int lineEnd(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }
}
