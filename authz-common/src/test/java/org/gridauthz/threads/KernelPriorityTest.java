package org.gridauthz.threads;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
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

    /** In a JVM with the collector of the services. */
    @Test
    void compilersAndTheCollectorGiveWayAndNobodyElse() throws Exception {
        int here = OwnThread.niceness();
        Process services = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseZGC",
                        "-Xmx128m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Background.class.getName(),
                        String.valueOf(here + 3)))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Map<String, Integer> niceness = new TreeMap<>();
        try (BufferedReader lines = services.inputReader()) {
            lines.lines()
                    .forEach(line -> niceness.put(
                            line.substring(line.indexOf(' ') + 1),
                            Integer.parseInt(line.substring(0, line.indexOf(' ')))));
        } finally {
            services.destroyForcibly();
        }
        Predicate<String> background =
                Pattern.compile("C[12] Compiler|ZWorker|ZDriver").asPredicate();
        assertThat(niceness.keySet()).anyMatch(name -> name.startsWith("C2 Compiler"));
        assertThat(niceness.keySet()).anyMatch(name -> name.startsWith("ZWorker"));
        assertThat(niceness.keySet()).anyMatch(name -> name.startsWith("VM Thread"));
        assertThat(niceness)
                .allSatisfy(
                        (name, nice) -> assertThat(nice).as(name).isEqualTo(background.test(name) ? here + 3 : here));
    }

    /** Tells of all its threads how nice they are. */
    static final class Background {
        private Background() {}

        public static void main(String... niceness) throws IOException {
            KernelPriority.background(Integer.parseInt(niceness[0]));
            try (Stream<Path> threads = Files.list(Path.of("/proc/self/task"))) {
                for (Path thread : threads.toList()) {
                    System.out.println(OwnThread.nicenessIn(Files.readString(thread.resolve("stat"))) + " "
                            + Files.readString(thread.resolve("comm")).trim());
                }
            }
        }
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
