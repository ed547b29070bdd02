package org.gridauthz.loadtest.tsunami;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.gridauthz.loadtest.load.Arrivals;
import org.gridauthz.loadtest.load.Call;
import org.gridauthz.loadtest.load.Measured;
import org.gridauthz.loadtest.load.OpenLoop;
import org.gridauthz.loadtest.load.Outcome;

/** Connections that send a ClientHello, made once, and then nothing; a bounded number of them is held open, the oldest is given up. */
final class HalfOpenStorm implements Storm {
    private static final int WORKERS = 8;
    private static final int HELD = 2_000;
    private static final Duration LONG = Duration.ofHours(1);

    private final OpenLoop loop;
    private final Deque<SocketChannel> held = new ArrayDeque<>();

    private HalfOpenStorm(List<InetAddress> sources, int port, double perSecond, byte[] hello) {
        InetSocketAddress target = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        loop = OpenLoop.start(
                Arrivals.at(perSecond, LONG, System.nanoTime(), 1),
                perSecond,
                WORKERS,
                Thread.ofPlatform().daemon().name("half-open-", 0).factory(),
                false,
                number -> call(sources.get(number % sources.size()), target, hello));
    }

    static HalfOpenStorm start(List<InetAddress> sources, int port, double perSecond, SSLContext tls)
            throws SSLException {
        return new HalfOpenStorm(sources, port, perSecond, hello(tls));
    }

    /** What any client sends first; the server cannot tell it from one that means it. */
    static byte[] hello(SSLContext tls) throws SSLException {
        SSLEngine engine = tls.createSSLEngine();
        engine.setUseClientMode(true);
        ByteBuffer out = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        engine.wrap(ByteBuffer.allocate(0), out);
        byte[] hello = new byte[out.flip().remaining()];
        out.get(hello);
        return hello;
    }

    private Call call(InetAddress source, InetSocketAddress target, byte[] hello) {
        return () -> {
            SocketChannel channel = SocketChannel.open();
            hold(channel);
            channel.bind(new InetSocketAddress(source, 0));
            channel.socket().connect(target, 1_000);
            for (ByteBuffer rest = ByteBuffer.wrap(hello); rest.hasRemaining(); ) {
                channel.write(rest);
            }
            return Outcome.ANSWERED;
        };
    }

    private void hold(SocketChannel channel) throws IOException {
        SocketChannel oldest;
        synchronized (held) {
            held.add(channel);
            oldest = held.size() > HELD ? held.poll() : null;
        }
        if (oldest != null) {
            oldest.close();
        }
    }

    @Override
    public Measured stop() throws InterruptedException, IOException {
        loop.stop();
        Measured measured = loop.await();
        synchronized (held) {
            for (SocketChannel channel : held) {
                channel.close();
            }
            held.clear();
        }
        return measured;
    }
}
