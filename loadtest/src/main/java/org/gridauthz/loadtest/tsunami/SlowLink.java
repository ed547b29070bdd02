package org.gridauthz.loadtest.tsunami;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** A cable to the database that carries what mentions a word late: the database is slow for one community and for nobody else. */
final class SlowLink implements AutoCloseable {
    private static final int BUFFER = 65_536;

    private final ServerSocket listening;
    private final int target;
    private final Duration delay;
    private final byte[] wide;
    private final byte[] narrow;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean slow;

    /** @param word as the database's protocol carries it: in UTF-16 (H2) or UTF-8 (MySQL) */
    SlowLink(int target, String word, Duration delay) throws IOException {
        this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.target = target;
        this.delay = delay;
        this.wide = word.getBytes(StandardCharsets.UTF_16BE);
        this.narrow = word.getBytes(StandardCharsets.UTF_8);
        Thread.ofVirtual().name("slow-link").start(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    /** Whether it delays from now on. */
    void slow(boolean wanted) {
        slow = wanted;
    }

    private void accept() {
        try {
            while (true) {
                Socket here = listening.accept();
                Socket there = new Socket(InetAddress.getLoopbackAddress(), target);
                here.setTcpNoDelay(true);
                there.setTcpNoDelay(true);
                open.add(here);
                open.add(there);
                Thread.ofVirtual().start(() -> carry(here, there, true));
                Thread.ofVirtual().start(() -> carry(there, here, false));
            }
        } catch (IOException e) {
            // Closed: nothing comes through any more.
        }
    }

    private void carry(Socket from, Socket to, boolean asking) {
        byte[] buffer = new byte[BUFFER];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (asking && slow && (holds(buffer, read, wide) || holds(buffer, read, narrow))) {
                    TimeUnit.NANOSECONDS.sleep(delay.toNanos());
                }
                out.write(buffer, 0, read);
            }
        } catch (IOException e) {
            // One side has hung up; the other is told by the closing.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private static boolean holds(byte[] buffer, int length, byte[] word) {
        for (int at = 0; at + word.length <= length; at++) {
            int same = 0;
            while (same < word.length && buffer[at + same] == word[same]) {
                same++;
            }
            if (same == word.length) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
