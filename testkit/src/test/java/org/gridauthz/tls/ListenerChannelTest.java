package org.gridauthz.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.apache.tomcat.util.net.SecureNioChannel;
import org.apache.tomcat.util.net.SocketBufferHandler;
import org.gridauthz.testkit.ca.TestCa;
import org.junit.jupiter.api.Test;

class ListenerChannelTest {
    private static final TestCa CA = TestCa.root("/DC=org/CN=Channel CA");

    private final ListenerChannel channel =
            new ListenerChannel(new SocketBufferHandler(8192, 8192, false), new ListenerEndpoint());

    /** Tomcat keeps the buffers of a connection only if its close does not fail, and there is no proper end to half a handshake. */
    @Test
    void halfAHandshakeEndsWithoutAFailure() throws Exception {
        try (ServerSocketChannel server =
                        ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                SocketChannel client = SocketChannel.open(server.getLocalAddress());
                SocketChannel accepted = server.accept()) {
            channel.reset(accepted, null);
            Field engine = SecureNioChannel.class.getDeclaredField("sslEngine");
            engine.setAccessible(true);
            engine.set(channel, thatHeardTheFirstMessage());

            channel.close(true);

            assertThat(accepted.isOpen()).isFalse();
            assertThat(client.isConnected()).isTrue();
        }
    }

    private static SSLEngine thatHeardTheFirstMessage() throws Exception {
        SSLContext tls =
                CA.person("/DC=org/CN=Alice").sslContext(CA.credential().chain());
        SSLEngine caller = tls.createSSLEngine();
        caller.setUseClientMode(true);
        ByteBuffer hello = ByteBuffer.allocate(caller.getSession().getPacketBufferSize());
        caller.wrap(ByteBuffer.allocate(0), hello);
        SSLEngine engine = tls.createSSLEngine();
        engine.setUseClientMode(false);
        engine.unwrap(hello.flip(), ByteBuffer.allocate(engine.getSession().getApplicationBufferSize()));
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
        return engine;
    }

    @Test
    void theNextConnectionIsNotSentWhatTheLastOneWasNot() throws Exception {
        channel.reset(null, null);
        assertThat(channel.getOutboundRemaining()).isZero();
    }
}
