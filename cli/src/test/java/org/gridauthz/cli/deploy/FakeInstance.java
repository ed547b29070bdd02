package org.gridauthz.cli.deploy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/** What a director sees of an instance: a port that answers each line with the instance's name, and its health. */
final class FakeInstance implements AutoCloseable {
    private final String name;
    private final ServerSocket service;
    private final HttpServer management;
    private volatile int fresh = 200;
    private volatile int ready = 200;

    FakeInstance(String name) throws IOException {
        this.name = name;
        service = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        management = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        management.createContext("/health/", exchange -> {
            exchange.sendResponseHeaders(exchange.getRequestURI().getPath().endsWith("/fresh") ? fresh : ready, -1);
            exchange.close();
        });
        management.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        management.start();
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return service.getLocalPort();
    }

    int managementPort() {
        return management.getAddress().getPort();
    }

    /** HTTP statuses of the two steps of health. */
    void says(int freshStatus, int readyStatus) {
        fresh = freshStatus;
        ready = readyStatus;
    }

    private void accept() {
        while (!service.isClosed()) {
            try {
                Socket caller = service.accept();
                Thread.ofVirtual().start(() -> answer(caller));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void answer(Socket caller) {
        try (caller) {
            for (int read = caller.getInputStream().read();
                    read >= 0;
                    read = caller.getInputStream().read()) {
                if (read == '\n') {
                    caller.getOutputStream().write((name + "\n").getBytes(StandardCharsets.US_ASCII));
                }
            }
        } catch (IOException gone) {
            return;
        }
    }

    @Override
    public void close() {
        management.stop(0);
        try {
            service.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
