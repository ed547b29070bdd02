package org.gridauthz.tls;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SecureNioChannel;
import org.apache.tomcat.util.net.SocketBufferHandler;
import org.gridauthz.community.Seat;
import org.jspecify.annotations.Nullable;

/**
 * A connection of a {@link ListenerEndpoint}, from the first byte of its handshake on: whose visit it is, and whether the handshake has just ended.
 * Reused for one connection after another.
 */
final class ListenerChannel extends SecureNioChannel {
    private final ListenerEndpoint endpoint;
    volatile @Nullable Visit visit;
    volatile boolean fresh;

    ListenerChannel(SocketBufferHandler buffer, ListenerEndpoint endpoint) {
        super(buffer, endpoint);
        this.endpoint = endpoint;
    }

    @Override
    public void reset(SocketChannel channel, NioEndpoint.NioSocketWrapper socket) throws IOException {
        leave();
        Visit entering = endpoint.entering();
        // Called with nulls too, when the channel is put aside.
        if (channel != null && entering != null) {
            entering.socket = socket;
            visit = entering;
        }
        fresh = false;
        netOutBuffer.position(0).limit(0); // what the last one was not sent is nobody's
        super.reset(channel, socket);
    }

    @Override
    public int handshake(boolean read, boolean write) throws IOException {
        try {
            int interest = super.handshake(read, write);
            // JSSE makes one record at a time. Tomcat goes by way of the poller and another thread for each;
            // here the next one follows as long as the socket takes them.
            for (boolean taken = true;
                    interest == SelectionKey.OP_WRITE && taken;
                    taken = getOutboundRemaining() == 0) {
                interest = super.handshake(false, true);
            }
            if (interest < 0) {
                endpoint.failures.closed();
            }
            fresh = interest == 0;
            return interest;
        } catch (IOException e) {
            endpoint.failures.failed(e);
            throw e;
        }
    }

    /**
     * What the peer does not read waits without a seat; Tomcat calls again when the socket takes more. Where as many of a community wait as may, the
     * connection ends: one peer that reads nothing would keep all of his community waiting.
     */
    @Override
    public int write(ByteBuffer answer) throws IOException {
        Seat.goOn();
        int written = super.write(answer);
        if (written == 0 && (answer.hasRemaining() || getOutboundRemaining() > 0) && !Seat.leave()) {
            throw new IOException("the answer is not read, and as many of this community wait as may");
        }
        return written;
    }

    boolean hasMore() {
        return netInBuffer.position() > 0;
    }

    @Override
    public void close() throws IOException {
        leave();
        super.close();
    }

    @Override
    public void close(boolean force) throws IOException {
        leave();
        try {
            super.close(force);
        } catch (IOException | RuntimeException e) {
            // Half a handshake has no proper end, and who is gone hears none. The socket is closed all the same;
            // told of it, Tomcat would not use the buffers again.
            if (!force) {
                throw e;
            }
        }
    }

    private void leave() {
        Visit leaving = visit;
        if (leaving != null) {
            visit = null;
            leaving.left();
        }
    }
}
