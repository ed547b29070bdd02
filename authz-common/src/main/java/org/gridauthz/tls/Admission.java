package org.gridauthz.tls;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.gridauthz.community.AcceptGate;
import org.gridauthz.community.Classifier;
import org.gridauthz.community.Communities;
import org.gridauthz.community.Community;
import org.gridauthz.community.Errand;
import org.gridauthz.community.Lane;
import org.gridauthz.community.Peer;
import org.gridauthz.community.Scheduler;
import org.gridauthz.community.Seat;
import org.gridauthz.community.Shed;
import org.gridauthz.threads.KernelPriority;
import org.jspecify.annotations.Nullable;

/**
 * How communities meet Tomcat, one for all listeners and ports of a process. Every event of a connection asks the scheduler
 * for a seat before any of Tomcat's work on it begins, so nothing that waits holds a thread. Each {@link Lane} has threads of its own, which give
 * way to those of the lanes before it.
 */
public final class Admission implements AutoCloseable {
    private static final int REFUSING_THREADS = 2;
    private static final int REFUSALS_WAITING = 64;
    private static final long TICK = 1;
    /** Behind calls and handshakes within their guarantee, before what is lent. */
    private static final int BACKGROUND = 5;

    private final Scheduler scheduler;
    private final AcceptGate gate;
    private volatile Classifier classifier;
    /** By the ordinal of their lane. */
    private final List<LaneThreads> lanes =
            Stream.of(Lane.values()).map(LaneThreads::new).toList();
    /** A short queue: whom nobody can tell no within milliseconds is closed. */
    private final ThreadPoolExecutor refusals = new ThreadPoolExecutor(
            REFUSING_THREADS,
            REFUSING_THREADS,
            10,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(REFUSALS_WAITING),
            KernelPriority.threads("refusal-", Lane.HANDSHAKE.niceness(), Lane.CALL.sliceNanos()));

    private final ExecutorService teller = ToldPoller.teller();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("admission").factory());
    private final HalfOpen halfOpen = new HalfOpen();

    public Admission(Communities communities) {
        classifier = new Classifier(communities);
        gate = new AcceptGate(communities);
        scheduler = new Scheduler(communities, System::nanoTime, true);
        KernelPriority.background(BACKGROUND);
        refusals.prestartAllCoreThreads(); // a thread is as nice as the one that starts it
        ScheduledFuture<?> unused = clock.scheduleWithFixedDelay(scheduler::tick, TICK, TICK, TimeUnit.MILLISECONDS);
        ScheduledFuture<?> unusedToo = clock.scheduleWithFixedDelay(this::closeSilent, 250, 250, TimeUnit.MILLISECONDS);
    }

    /** From now on these communities are in force. */
    public void configure(Communities communities) {
        classifier = new Classifier(communities);
        gate.configure(communities);
        scheduler.configure(communities);
    }

    /** What is in force. */
    public Communities communities() {
        return classifier.communities();
    }

    /** Who takes what. */
    public Scheduler scheduler() {
        return scheduler;
    }

    /** Who is connected. */
    public AcceptGate gate() {
        return gate;
    }

    /** Before TLS: a connection that was accepted is let in, or not (null) and then to be closed. */
    @Nullable
    Visit accepted(SocketChannel channel, String listener) {
        InetAddress address = channel.socket().getInetAddress();
        Peer peer = new Peer(null, address, listener);
        Community community = classifier.of(peer);
        AcceptGate.Pass pass = gate.enter(community, address);
        if (pass == null && gate.crowded(community) && halfOpen.closeOldest(community.name())) {
            pass = gate.enter(community, address);
        }
        if (pass == null) {
            try {
                channel.socket().setSoLinger(true, 0);
            } catch (IOException e) {
                return null; // gone already
            }
            return null;
        }
        Visit visit = new Visit(pass, peer, System.nanoTime());
        halfOpen.add(community.name(), visit);
        return visit;
    }

    /** Who tells the listeners' pollers what to look at. */
    Executor teller() {
        return teller;
    }

    /** Asks for a seat for an event. */
    void ask(Errand.Kind kind, Visit visit, SocketWrapperBase<NioChannel> socket, Runnable processing) {
        visit.step(() -> {
            boolean admin = visit.peer().listener().equals(Community.ADMIN);
            Turn turn = new Turn(kind, visit, socket, processing);
            scheduler.offer(turn, admin ? Community.ADMIN : visit.community(classifier));
        });
    }

    private final class Turn extends Errand {
        private final Kind what;
        private final Visit visit;
        private final SocketWrapperBase<NioChannel> socket;
        private final Runnable processing;
        private final Seat seat = new Seat(scheduler, this);

        Turn(Kind kind, Visit visit, SocketWrapperBase<NioChannel> socket, Runnable processing) {
            super(kind, visit.pass.source());
            this.what = kind;
            this.visit = visit;
            this.socket = socket;
            this.processing = processing;
        }

        @Override
        protected void seated() {
            if (!seat.returned()) {
                try {
                    lanes.get(lane().ordinal()).execute(this::work);
                } catch (RejectedExecutionException e) {
                    scheduler.done(this); // closing down
                }
            }
        }

        private void work() {
            try {
                seat.work(processing);
            } finally {
                over();
            }
        }

        @Override
        protected void sitsAgain() {
            LaneThreads.goesOnIn(lane());
        }

        @Override
        protected void sentAway() {
            Overload.begin(scheduler.mayAnswerRefusal(this) ? socket : null);
        }

        @Override
        protected void shed(Shed why) {
            if (seat.refusedBetweenCalls()) {
                return;
            }
            if (what == Kind.CALL && scheduler.mayAnswerRefusal(this)) {
                try {
                    refusals.execute(this::refuse);
                    return;
                } catch (RejectedExecutionException e) {
                    scheduler.closed(this); // as if the budget were spent
                }
            }
            closeNow(socket);
            visit.ended();
        }

        private void refuse() {
            Overload.begin(socket);
            try {
                processing.run();
            } finally {
                over();
            }
        }

        private void over() {
            Overload.Told told = Overload.end();
            if (told != null) {
                scheduler.refused(this, told.calls(), told.nanos());
            }
            visit.ended();
        }
    }

    /** Unless a thread is at work on it. */
    static boolean closeNow(SocketWrapperBase<NioChannel> socket) {
        ReentrantLock lock = socket.getLock();
        if (!lock.tryLock()) {
            return false;
        }
        try {
            socket.close();
        } finally {
            lock.unlock();
        }
        return true;
    }

    private void closeSilent() {
        halfOpen.closeOlder(communities().handshake().toNanos());
    }

    /** How many events wait or are worked on, for tests. */
    boolean quiet() {
        return scheduler.standings().stream()
                .allMatch(it -> it.seats() + it.waitingCalls() + it.waitingHandshakes() + it.away() == 0);
    }

    @Override
    public void close() {
        lanes.forEach(ExecutorService::shutdownNow);
        List.of(clock, refusals, teller).forEach(ExecutorService::shutdownNow);
    }
}
