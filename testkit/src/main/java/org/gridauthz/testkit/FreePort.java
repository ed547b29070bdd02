package org.gridauthz.testkit;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** Ports for programs that want one named, and cannot say afterwards which they took. */
public final class FreePort {
    /** Below those that systems give to connections by themselves (Linux: from 32768): one of these is easily gone before it is used. */
    private static final int FIRST = 20_000;

    private static final int END = 32_000;
    private static final int TRIES = 1000;
    private static final Set<Integer> TAKEN = ConcurrentHashMap.newKeySet();

    private FreePort() {}

    /** One of loopback that nobody holds at this moment and that this process was not given before. */
    public static int take() throws IOException {
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, END);
            if (TAKEN.add(port) && free(port)) {
                return port;
            }
        }
        throw new IOException("no port is free between " + FIRST + " and " + END);
    }

    private static boolean free(int port) throws IOException {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (BindException e) {
            return false;
        }
    }
}
