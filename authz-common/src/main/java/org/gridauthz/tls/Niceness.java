package org.gridauthz.tls;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.ThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets threads give way to others: {@code setpriority(2)} on the calling thread, which on Linux is a thread's own and needs
 * no privilege to be lowered. Java's priorities do nothing there. Where it cannot be done, threads are as they were. Never
 * more than 10: at 19 others were seen to wait for a lock whose holder got no processor.
 */
final class Niceness {
    private static final Logger LOG = LoggerFactory.getLogger(Niceness.class);
    private static final int THIS_THREAD = 0;

    private Niceness() {}

    /** Threads that begin by stepping back. */
    static ThreadFactory threads(String name, int niceness) {
        ThreadFactory plain = Thread.ofPlatform().daemon().name(name, 0).factory();
        return work -> plain.newThread(() -> {
            stepBack(niceness);
            work.run();
        });
    }

    private static void stepBack(int niceness) {
        if (!System.getProperty("os.name", "").equals("Linux")) {
            return;
        }
        try {
            MethodHandle set = Linker.nativeLinker()
                    .downcallHandle(
                            Linker.nativeLinker()
                                    .defaultLookup()
                                    .find("setpriority")
                                    .orElseThrow(),
                            FunctionDescriptor.of(
                                    ValueLayout.JAVA_INT,
                                    ValueLayout.JAVA_INT,
                                    ValueLayout.JAVA_INT,
                                    ValueLayout.JAVA_INT));
            int unused = (int) set.invokeExact(0, THIS_THREAD, niceness);
        } catch (Throwable e) {
            LOG.debug("handshake threads keep the usual priority", e);
        }
    }
}
