package org.gridauthz.testkit.db;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A cable to a server on this machine that can be pulled: connections stay open and nothing arrives any more, in neither direction, as when packets are lost.
 * What was under way arrives when it is put back, unless one side has hung up meanwhile.
 */
public final class CuttableLink implements AutoCloseable {
    private static final int BUFFER = 65_536;

    private final ServerSocket listening;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean cut;
    private boolean closed;

    /** @param target port on loopback */
    public CuttableLink(int target) throws IOException {
        this.target = target;
        listening = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().name("link").start(this::accept);
    }

    /** Where it is to be connected to, on loopback. */
    public int port() {
        return listening.getLocalPort();
    }

    /** Pulls it. */
    public void cut() {
        set(true);
    }

    /** Puts it back. */
    public void mend() {
        set(false);
    }

    private void set(boolean wanted) {
        lock.lock();
        try {
            cut = wanted;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket here = listening.accept();
                open.add(here);
                Thread.ofVirtual().name("link-connection").start(() -> connect(here));
            }
        } catch (IOException e) {
            // Closed: nobody comes any more.
        }
    }

    /** Only now, so that a server that is gone refuses its own callers and nobody else's. */
    private void connect(Socket here) {
        try {
            awaitCable();
            Socket there = new Socket(InetAddress.getLoopbackAddress(), target);
            open.add(there);
            here.setTcpNoDelay(true);
            there.setTcpNoDelay(true);
            Thread.ofVirtual().name("link-back").start(() -> carry(there, here));
            carry(here, there);
        } catch (IOException e) {
            end(here);
        }
    }

    private void carry(Socket from, Socket to) {
        byte[] buffer = new byte[BUFFER];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                awaitCable();
                out.write(buffer, 0, read);
            }
        } catch (IOException e) {
            // One side has hung up; the other is told by the closing.
        }
        end(from);
        end(to);
    }

    private void awaitCable() throws IOException {
        lock.lock();
        try {
            while (cut && !closed) {
                changed.awaitUninterruptibly();
            }
            if (closed) {
                throw new IOException("the link is gone");
            }
        } finally {
            lock.unlock();
        }
    }

    @SuppressWarnings("EmptyCatch") // closing is all that was wanted
    private void end(Socket socket) {
        open.remove(socket);
        try {
            socket.close();
        } catch (IOException e) {
            // see above
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        open.forEach(this::end);
    }
}
