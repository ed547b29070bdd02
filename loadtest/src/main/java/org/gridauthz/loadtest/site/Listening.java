package org.gridauthz.loadtest.site;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A program that listens on a port of loopback, and ends with this process.
 *
 * @param port where it is reached
 */
record Listening(Process process, int port) implements AutoCloseable {

    /**
     * Starts it and waits until it takes connections.
     *
     * @param what it is, for the error
     * @param log what it prints goes there
     */
    static Listening start(String what, ProcessBuilder program, int port, Path log)
            throws IOException, InterruptedException {
        Process process = Children.watched(
                program.redirectErrorStream(true).redirectOutput(log.toFile()).start());
        Listening server = new Listening(process, port);
        while (!server.accepts()) {
            if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException(what + " does not start; see " + log);
            }
        }
        return server;
    }

    private boolean accepts() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    double processorSeconds() {
        return ProcessorSeconds.of(process.toHandle());
    }

    @Override
    public void close() {
        process.destroy();
    }
}
