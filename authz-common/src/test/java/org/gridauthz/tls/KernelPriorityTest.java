package org.gridauthz.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.gridauthz.community.Lane;
import org.junit.jupiter.api.Test;

/** What the kernel says of a thread. */
class KernelPriorityTest {
    /** Of {@code /proc/PID/stat}, counted behind the name, which may have anything in it. */
    private static final int NICE = 16;

    private static <T> T on(int niceness, long slice, java.util.function.Supplier<T> seen) throws Exception {
        Executor threads = task ->
                KernelPriority.threads("seen-", niceness, slice).newThread(task).start();
        return CompletableFuture.supplyAsync(seen, threads).get(20, TimeUnit.SECONDS);
    }

    private static String proc(String file) {
        try {
            return Files.readString(Path.of("/proc/thread-self", file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int niceness() {
        String stat = proc("stat");
        return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[NICE]);
    }

    @Test
    void threadsBecomeNicerWhetherTheirSliceIsSetOrNot() throws Exception {
        int here = niceness();
        assertThat(on(0, 0, KernelPriorityTest::niceness)).isEqualTo(here);
        assertThat(on(0, 300_000, KernelPriorityTest::niceness)).isEqualTo(here);
        assertThat(on(here + 7, 0, KernelPriorityTest::niceness)).isEqualTo(here + 7);
        assertThat(on(here + 7, 300_000, KernelPriorityTest::niceness)).isEqualTo(here + 7);
    }

    /** Older kernels know one slice for all. */
    @Test
    void aSliceIsAsAskedSinceLinux612() throws Exception {
        String usual = slice();
        String asked = on(0, 300_000, KernelPriorityTest::slice);
        assertThat(asked).isEqualTo(knowsSlices() && !usual.isEmpty() ? "300000" : usual);
        assertThat(on(0, 0, KernelPriorityTest::slice)).isEqualTo(usual);
    }

    @Test
    void whoeverBecameNicerEndsWithItsWork() throws Exception {
        try (LaneThreads threads = new LaneThreads(Lane.CALL)) {
            Callable<String> work = () -> Thread.currentThread().getName() + " " + niceness();
            String first = threads.submit(work).get(20, TimeUnit.SECONDS);
            String nicer = threads.submit(() -> {
                        LaneThreads.goesOnIn(Lane.LENT_CALL);
                        LaneThreads.goesOnIn(Lane.CALL);
                        return work.call();
                    })
                    .get(20, TimeUnit.SECONDS);
            String next = threads.submit(work).get(20, TimeUnit.SECONDS);
            assertThat(nicer).endsWith(" " + (Lane.LENT_CALL.niceness()));
            assertThat(next).endsWith(first.substring(first.indexOf(' ')));
            assertThat(next.split(" ")[0]).isNotEqualTo(nicer.split(" ")[0]);
        }
    }

    private static boolean knowsSlices() {
        String[] version = System.getProperty("os.version").split("[.-]");
        int major = Integer.parseInt(version[0]);
        return major > 6 || (major == 6 && Integer.parseInt(version[1]) >= 12);
    }

    /** Empty where the kernel does not tell. */
    private static String slice() {
        if (!Files.exists(Path.of("/proc/thread-self/sched"))) {
            return "";
        }
        return proc("sched")
                .lines()
                .filter(line -> line.startsWith("se.slice"))
                .map(line -> line.substring(line.indexOf(':') + 1).trim())
                .findFirst()
                .orElse("");
    }
}
