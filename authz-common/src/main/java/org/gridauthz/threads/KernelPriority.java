package org.gridauthz.threads;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadFactory;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How Linux takes threads: which give way to others, and which do a little and often. {@code setpriority(2)} and {@code sched_setattr(2)} on the
 * calling thread, which there is a thread's own and needs no privilege to become nicer or to take shorter slices. Java's priorities do nothing
 * there. Where it cannot be done, threads are as they were.
 */
public final class KernelPriority {
    private static final Logger LOG = LoggerFactory.getLogger(KernelPriority.class);
    private static final int THIS_THREAD = 0;
    private static final Path TASKS = Path.of("/proc/self/task");
    /** Names of threads are cut after fifteen characters. The collectors' are those that work while calls go on, not those of their pauses. */
    private static final Pattern BACKGROUND = Pattern.compile("C[12] CompilerThre|Z(Worker|Driver)|G1 Conc#");
    /** glibc has a function of its own since 2.41 only. */
    private static final long SCHED_SETATTR = switch (System.getProperty("os.arch", "")) {
        case "amd64" -> 314;
        case "aarch64" -> 274;
        default -> 0;
    };
    /** Its structure in the first version, see sched_setattr(2). */
    private static final int SIZE = 48;

    private static final int NICE_AT = 16;
    private static final int RUNTIME_AT = 24;
    private static final ThreadLocal<Boolean> SET = new ThreadLocal<>();

    /** Nobody becomes less nice than he is without a privilege. */
    private static final ThreadLocal<Integer> NICENESS = ThreadLocal.withInitial(() -> 0);

    private KernelPriority() {}

    /**
     * Threads that begin so, if the one that starts them is not nicer: see {@link SteadyPool}.
     *
     * @param niceness 0 to leave it; below 0 where this process has CAP_SYS_NICE
     * @param sliceNanos for which such a thread runs before others have their turn, and so how soon it has its own after a wait: since Linux 6.12;
     *     0 to leave it
     */
    public static ThreadFactory threads(String name, int niceness, long sliceNanos) {
        ThreadFactory plain = Thread.ofPlatform().daemon().name(name, 0).factory();
        return work -> plain.newThread(() -> {
            SET.set(true);
            NICENESS.set(niceness);
            become(niceness, sliceNanos);
            work.run();
        });
    }

    /** Once for a thread that somebody else made; one of ours stays as it was made. */
    public static void brisk(long sliceNanos) {
        if (SET.get() == null) {
            SET.set(true);
            become(0, sliceNanos);
        }
    }

    /**
     * From now on this thread is at least so nice.
     *
     * @return whether it was not before: then it should end with the work it is at
     */
    public static boolean atLeast(int niceness) {
        if (NICENESS.get() >= niceness) {
            return false;
        }
        NICENESS.set(niceness);
        become(niceness, 0);
        return true;
    }

    /**
     * This JVM's compilers, and its collector's threads that work beside calls, become so nice, those that they start later too. A storm makes code
     * hot that was not and much to collect, and on few processors others would wait for that.
     */
    public static void background(int niceness) {
        if (!System.getProperty("os.name", "").equals("Linux")) {
            return;
        }
        try (Stream<Path> threads = Files.list(TASKS)) {
            for (Path thread : threads.toList()) {
                if (BACKGROUND.matcher(Files.readString(thread.resolve("comm"))).lookingAt()) {
                    int unused = (int) function("setpriority", 3)
                            .invokeExact(
                                    0, Integer.parseInt(thread.getFileName().toString()), niceness);
                }
            }
        } catch (Throwable e) {
            LOG.debug("compilers and collectors keep the usual priority", e);
        }
    }

    private static void become(int niceness, long sliceNanos) {
        if (!System.getProperty("os.name", "").equals("Linux")) {
            return;
        }
        try {
            if (niceness != 0) {
                int unused = (int) function("setpriority", 3).invokeExact(0, THIS_THREAD, niceness);
            }
            if (sliceNanos > 0 && SCHED_SETATTR > 0) {
                slice((int) function("getpriority", 2).invokeExact(0, THIS_THREAD), sliceNanos);
            }
        } catch (Throwable e) {
            LOG.debug("threads keep the usual priority", e);
        }
    }

    private static MethodHandle function(String name, int integers) {
        Linker linker = Linker.nativeLinker();
        FunctionDescriptor of = FunctionDescriptor.of(ValueLayout.JAVA_INT);
        for (int i = 0; i < integers; i++) {
            of = of.appendArgumentLayouts(ValueLayout.JAVA_INT);
        }
        return linker.downcallHandle(linker.defaultLookup().find(name).orElseThrow(), of);
    }

    /** The call sets niceness too, so it is told the one there is. */
    private static void slice(int niceness, long nanos) throws Throwable {
        Linker linker = Linker.nativeLinker();
        MethodHandle syscall = linker.downcallHandle(
                linker.defaultLookup().find("syscall").orElseThrow(),
                FunctionDescriptor.of(
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_INT,
                        ValueLayout.ADDRESS,
                        ValueLayout.JAVA_INT),
                Linker.Option.firstVariadicArg(1));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment attributes = arena.allocate(SIZE, Long.BYTES);
            attributes.set(ValueLayout.JAVA_INT, 0, SIZE);
            attributes.set(ValueLayout.JAVA_INT, NICE_AT, niceness);
            attributes.set(ValueLayout.JAVA_LONG, RUNTIME_AT, nanos);
            long unused = (long) syscall.invokeExact(SCHED_SETATTR, THIS_THREAD, attributes, 0);
        }
    }
}
