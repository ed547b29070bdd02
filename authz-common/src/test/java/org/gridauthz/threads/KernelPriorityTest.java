package org.gridauthz.threads;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the kernel says of a thread. */
class KernelPriorityTest {
    private static <T> T on(int niceness, long slice, java.util.function.Supplier<T> seen) throws Exception {
        Executor threads = task ->
                KernelPriority.threads("seen-", niceness, slice).newThread(task).start();
        return CompletableFuture.supplyAsync(seen, threads).get(20, TimeUnit.SECONDS);
    }

    @Test
    void threadsBecomeNicerWhetherTheirSliceIsSetOrNot() throws Exception {
        int here = OwnThread.niceness();
        assertThat(on(0, 0, OwnThread::niceness)).isEqualTo(here);
        assertThat(on(0, 300_000, OwnThread::niceness)).isEqualTo(here);
        assertThat(on(here + 7, 0, OwnThread::niceness)).isEqualTo(here + 7);
        assertThat(on(here + 7, 300_000, OwnThread::niceness)).isEqualTo(here + 7);
    }

    @Test
    void compilersGiveWayAndNobodyElse() throws Exception {
        int here = OwnThread.niceness();
        KernelPriority.compilers(here + 3);
        int compilers = 0;
        try (Stream<Path> threads = Files.list(Path.of("/proc/self/task"))) {
            for (Path thread : threads.toList()) {
                String name = Files.readString(thread.resolve("comm"));
                if (name.startsWith("C1 Compiler") || name.startsWith("C2 Compiler")) {
                    assertThat(OwnThread.nicenessIn(Files.readString(thread.resolve("stat"))))
                            .isEqualTo(here + 3);
                    compilers++;
                }
            }
        }
        assertThat(compilers).isPositive();
        assertThat(OwnThread.niceness()).isEqualTo(here);
    }

    /** Older kernels know one slice for all. */
    @Test
    void aSliceIsAsAskedSinceLinux612() throws Exception {
        String usual = slice();
        String asked = on(0, 300_000, KernelPriorityTest::slice);
        assertThat(asked).isEqualTo(knowsSlices() && !usual.isEmpty() ? "300000" : usual);
        assertThat(on(0, 0, KernelPriorityTest::slice)).isEqualTo(usual);
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
        return OwnThread.proc("sched")
                .lines()
                .filter(line -> line.startsWith("se.slice"))
                .map(line -> line.substring(line.indexOf(':') + 1).trim())
                .findFirst()
                .orElse("");
    }
}
