package org.gridauthz.loadtest.load;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.ThreadFactory;
import org.gridauthz.threads.KernelPriority;

/**
 * Threads that go before everybody else on their processor (sched(7)). Only the threads that make calls: were the whole process of that
 * class, its compilers and its collector would hold the processor for a hundred milliseconds while answers wait, which would be counted as the server's.
 * They take turns (SCHED_RR): the JVM lets a thread spin until another one has done its part, for ever where that other one has the same priority and no
 * turn. For the same reason there is one priority only: what is of the usual class gets a twentieth of the time beside them, what is of a lower real-time one nothing.
 */
public final class RealTime {
    private static final int SCHED_RR = 2;
    private static final int PRIORITY = 1;
    private static final int LEAST_NICE = -20;
    private static final int THIS_THREAD = 0;

    private RealTime() {}

    /** Threads of the real-time class where it is allowed, of the usual one elsewhere. */
    public static ThreadFactory threads(String name) {
        ThreadFactory plain = Thread.ofPlatform().daemon().name(name, 0).factory();
        return work -> plain.newThread(() -> {
            become();
            work.run();
        });
    }

    /** Threads that go before all others of the usual class, and behind the real-time one. */
    public static ThreadFactory next(String name) {
        return KernelPriority.threads(name, LEAST_NICE, 0);
    }

    /** @return whether this thread is of that class now: needs CAP_SYS_NICE */
    static boolean become() {
        Linker linker = Linker.nativeLinker();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment parameters = arena.allocate(ValueLayout.JAVA_INT);
            parameters.set(ValueLayout.JAVA_INT, 0, PRIORITY);
            int result = (int) linker.downcallHandle(
                            linker.defaultLookup().find("sched_setscheduler").orElseThrow(),
                            FunctionDescriptor.of(
                                    ValueLayout.JAVA_INT,
                                    ValueLayout.JAVA_INT,
                                    ValueLayout.JAVA_INT,
                                    ValueLayout.ADDRESS))
                    .invokeExact(THIS_THREAD, SCHED_RR, parameters);
            return result == 0;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
