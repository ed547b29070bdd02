package org.gridauthz.tls;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SendfileState;
import org.gridauthz.community.Lane;
import org.gridauthz.threads.KernelPriority;

/**
 * An endpoint's poller as its connections see it. A thread that works on a connection does not tell the poller itself what to look at next: it would hold
 * locks while it wakes the poller, its selector's above all, and Linux takes the processor from it at that moment. The poller would wait for that lock, and every
 * connection of the listener with it, until that thread has its turn again, which behind others may be a tick of the kernel later.
 */
final class ToldPoller extends NioEndpoint.Poller {
    private final NioEndpoint.Poller poller;
    private final Executor teller;

    ToldPoller(ListenerEndpoint endpoint, NioEndpoint.Poller poller, Executor teller) throws IOException {
        endpoint.super();
        super.getSelector().close(); // it selects nothing
        this.poller = poller;
        this.teller = teller;
    }

    /**
     * The thread that tells pollers: it gives way to nobody, and its slices are those of pollers, so waking one does not cost it the processor. Its queue
     * has no lock, for the same reason that there is such a thread.
     */
    static ExecutorService teller() {
        ThreadPoolExecutor one = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new LinkedTransferQueue<>(),
                KernelPriority.threads("poller-teller-", Lane.CALL.niceness(), Lane.CALL.sliceNanos()));
        one.prestartAllCoreThreads(); // a thread is as nice as the one that starts it
        return one;
    }

    boolean speaksTo(NioEndpoint.Poller one) {
        return poller.equals(one);
    }

    @Override
    public void add(NioEndpoint.NioSocketWrapper socket, int interest) {
        try {
            teller.execute(() -> poller.add(socket, interest));
        } catch (RejectedExecutionException e) {
            poller.add(socket, interest); // closing down
        }
    }

    @Override
    public Selector getSelector() {
        return poller.getSelector();
    }

    @Override
    public SendfileState processSendfile(
            SelectionKey key, NioEndpoint.NioSocketWrapper socket, boolean calledByProcessor) {
        return poller.processSendfile(key, socket, calledByProcessor);
    }
}
