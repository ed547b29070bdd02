package org.gridauthz.tls;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.gridauthz.trust.TrustReason;

/** What the listeners counted, in order. */
final class CountedHandshakes implements HandshakeCounter {
    private final BlockingQueue<String> counted = new LinkedBlockingQueue<>();

    @Override
    public void refused(String listener, TrustReason reason) {
        counted.add(reason.name());
    }

    @Override
    public void failed(String listener, Failure failure) {
        counted.add(failure.name());
    }

    /** The next one, waiting for the server to notice, then whatever else there is. */
    List<String> next() throws InterruptedException {
        String first = counted.poll(10, TimeUnit.SECONDS);
        if (first == null) {
            return List.of();
        }
        java.util.ArrayList<String> all = new java.util.ArrayList<>(List.of(first));
        counted.drainTo(all);
        return all;
    }

    int size() {
        return counted.size();
    }
}
