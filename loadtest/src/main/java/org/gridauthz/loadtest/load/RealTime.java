package org.gridauthz.loadtest.load;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.ThreadFactory;

/**
 * Threads that go before everybody else on their processor (SCHED_FIFO, see sched(7)). Only the threads that make calls: were the whole process of that
 * class, its compilers and its collector would hold the processor for a hundred milliseconds while answers wait, which would be counted as the server's.
 */
public final class RealTime {
    private static final int SCHED_FIFO = 1;
    private static final int THIS_THREAD = 0;

    private RealTime() {}

    /**
     * Threads of the real-time class where it is allowed, of the usual one elsewhere.
     *
     * @param priority from 1; whoever has more goes before who has less
     */
    public static ThreadFactory threads(String name, int priority) {
        ThreadFactory plain = Thread.ofPlatform().daemon().name(name, 0).factory();
        return work -> plain.newThread(() -> {
            become(priority);
            work.run();
        });
    }

    /** @return whether this thread is of that class now: needs CAP_SYS_NICE */
    static boolean become(int priority) {
        Linker linker = Linker.nativeLinker();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment parameters = arena.allocate(ValueLayout.JAVA_INT);
            parameters.set(ValueLayout.JAVA_INT, 0, priority);
            int result = (int) linker.downcallHandle(
                            linker.defaultLookup().find("sched_setscheduler").orElseThrow(),
                            FunctionDescriptor.of(
                                    ValueLayout.JAVA_INT,
                                    ValueLayout.JAVA_INT,
                                    ValueLayout.JAVA_INT,
                                    ValueLayout.ADDRESS))
                    .invokeExact(THIS_THREAD, SCHED_FIFO, parameters);
            return result == 0;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
