package org.gridauthz.loadtest.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class RealTimeTest {
    /** Of the calling thread, see proc_pid_stat(5): the 18th and the 41st field, counted behind the name. */
    private static String classAndPriority() throws Exception {
        String stat = Files.readString(Path.of("/proc/thread-self/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return fields[38] + " " + fields[37];
    }

    @Test
    void oneThreadChangesItsClassAndNoOtherDoes() throws Exception {
        String usual = classAndPriority();
        FutureTask<Boolean> allowed = new FutureTask<>(() -> RealTime.become(1));
        Thread trying = Thread.ofPlatform().start(allowed);
        trying.join();

        FutureTask<String> seen = new FutureTask<>(RealTimeTest::classAndPriority);
        Thread thread = RealTime.threads("urgent-", 7).newThread(seen);
        thread.start();

        assertThat(seen.get()).isEqualTo(allowed.get() ? "1 7" : usual);
        assertThat(classAndPriority()).isEqualTo(usual);
    }
}
