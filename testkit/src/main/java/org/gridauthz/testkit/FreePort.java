package org.gridauthz.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports for programs that want one named, and cannot say afterwards which they took. */
public final class FreePort {
    private FreePort() {}

    /** One of loopback that nobody holds at this moment: it may be taken before it is used. */
    public static int take() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
