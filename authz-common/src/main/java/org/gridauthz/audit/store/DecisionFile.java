package org.gridauthz.audit.store;

import ch.qos.logback.core.ContextBase;
import ch.qos.logback.core.encoder.EncoderBase;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeAndTimeBasedRollingPolicy;
import ch.qos.logback.core.status.Status;
import ch.qos.logback.core.util.FileSize;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.gridauthz.audit.DecisionRecord;
import org.gridauthz.audit.DecisionTrail;
import org.gridauthz.community.Ration;
import org.jspecify.annotations.Nullable;

/**
 * Decisions as JSON lines in a local file, written by one thread from a bounded queue. Logback's rolling appender does
 * the files: a new one each day and at each size limit, old ones compressed and removed. Its asynchronous appender is not used, since it
 * does not count what it discards.
 */
public final class DecisionFile implements DecisionTrail, AutoCloseable {
    /** How many decisions may wait for the disk. */
    public static final int QUEUE = 16_384;

    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
    private static final Duration HUNG = Duration.ofSeconds(1);
    private static final Duration LAST_LINES = Duration.ofSeconds(5);

    private final ArrayBlockingQueue<DecisionRecord> queue;
    /** No community fills more than half of the queue. */
    private final Ration ration;

    private final LongAdder dropped = new LongAdder();
    private final RollingFileAppender<byte[]> appender = new RollingFileAppender<>();
    private final Thread writer =
            Thread.ofPlatform().daemon().name("audit-decisions").unstarted(this::write);
    private volatile boolean closed;
    /** How often the writer has looked and written what it found. */
    private final AtomicLong looks = new AtomicLong();
    /** When somebody last waited in vain. */
    private volatile long hungAt = System.nanoTime() - HUNG.toNanos();

    /** @param limits how much may be kept */
    public DecisionFile(Path file, Limits limits) {
        this(file, limits, QUEUE);
    }

    DecisionFile(Path file, Limits limits, int queueLength) {
        queue = new ArrayBlockingQueue<>(queueLength);
        ration = new Ration(queueLength / 2);
        ContextBase context = new ContextBase();
        context.getStatusManager().add((Status status) -> {
            if (status.getEffectiveLevel() >= Status.ERROR) {
                dropped.increment(); // the appender reports a line that its disk refused in no other way
            }
        });
        SizeAndTimeBasedRollingPolicy<byte[]> policy = new SizeAndTimeBasedRollingPolicy<>();
        policy.setContext(context);
        policy.setParent(appender);
        policy.setFileNamePattern(file + ".%d{yyyy-MM-dd}.%i.gz");
        policy.setMaxFileSize(new FileSize(limits.fileBytes));
        policy.setMaxHistory(limits.days);
        policy.setTotalSizeCap(new FileSize(limits.totalBytes));
        policy.start();
        LineEncoder encoder = new LineEncoder();
        encoder.start();
        appender.setContext(context);
        appender.setFile(file.toString());
        appender.setRollingPolicy(policy);
        appender.setEncoder(encoder);
        appender.setImmediateFlush(false);
        appender.start();
        writer.start();
    }

    /**
     * How much is kept.
     *
     * @param fileBytes of one file before a new one begins
     * @param totalBytes of all old files together, compressed
     * @param days an old file is kept
     */
    public record Limits(long fileBytes, long totalBytes, int days) {
        /** 100 MB a file, 10 GB in all, 90 days. */
        public static Limits standard() {
            return new Limits(100L << 20, 10L << 30, 90);
        }
    }

    @Override
    public void record(DecisionRecord decision) {
        if (closed || !ration.take() || !queue.offer(decision)) {
            dropped.increment();
        }
    }

    /** For a second after somebody waited in vain nobody else does: the disk hangs, and threads are few. */
    @Override
    public boolean keep(DecisionRecord decision, Duration patience) {
        boolean hung = System.nanoTime() - hungAt < HUNG.toNanos();
        try {
            if (closed || !queue.offer(decision, hung ? 0 : patience.toNanos(), TimeUnit.NANOSECONDS)) {
                if (!hung) {
                    hungAt = System.nanoTime();
                }
                return false;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        // Closed meanwhile: either the writer took it on its last look, or it is taken back.
        return !closed || !queue.remove(decision);
    }

    @Override
    public long dropped() {
        return dropped.sum();
    }

    /**
     * Takes what waits, writes it, and looks again a little later. Nobody who decides ever wakes this thread: waking one is
     * dearer than a decision. The file is flushed once a look.
     */
    private void write() {
        List<DecisionRecord> waiting = new ArrayList<>();
        for (boolean last = false; !last; ) {
            last = closed;
            queue.drainTo(waiting);
            ration.renew();
            waiting.forEach(this::append);
            if (!waiting.isEmpty()) {
                flush();
            }
            waiting.clear();
            looks.incrementAndGet();
            if (!last) {
                LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            }
        }
    }

    /** Waits until whatever was recorded before is in the file, a second at most. */
    void settle() {
        long begun = System.nanoTime();
        for (long wanted = looks.get() + 2; // the look that is under way may have missed the last record
                looks.get() < wanted && writer.isAlive() && System.nanoTime() - begun < HUNG.toNanos(); ) {
            LockSupport.parkNanos(LOOK_AGAIN.toNanos() / 4);
        }
    }

    private void flush() {
        @Nullable OutputStream file = appender.getOutputStream();
        if (file == null) { // it could not be opened, and every line was counted
            return;
        }
        try {
            file.flush();
        } catch (IOException e) {
            dropped.increment();
        }
    }

    private void append(DecisionRecord decision) {
        try {
            appender.doAppend(DecisionLine.of(decision));
        } catch (RuntimeException e) {
            dropped.increment();
        }
    }

    /** Writes what waits, five seconds at most, and closes the file. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(writer);
        try {
            writer.join(LAST_LINES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        appender.stop();
    }

    private static final class LineEncoder extends EncoderBase<byte[]> {
        @Override
        public byte[] headerBytes() {
            return new byte[0];
        }

        @Override
        public byte[] encode(byte[] line) {
            return line;
        }

        @Override
        public byte[] footerBytes() {
            return new byte[0];
        }
    }
}
