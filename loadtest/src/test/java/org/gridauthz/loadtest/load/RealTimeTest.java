package org.gridauthz.loadtest.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class RealTimeTest {
    /** Of the calling thread, see proc_pid_stat(5), counted behind the name: what is there the third field is 0 here. */
    private static String field(int number) throws Exception {
        String stat = Files.readString(Path.of("/proc/thread-self/stat"));
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ")[number];
    }

    private static String classAndPriority() throws Exception {
        return field(38) + " " + field(37);
    }

    private static String niceness() throws Exception {
        return field(16);
    }

    @Test
    void oneThreadChangesItsClassAndNoOtherDoes() throws Exception {
        String usual = classAndPriority();
        FutureTask<Boolean> allowed = new FutureTask<>(RealTime::become);
        Thread trying = Thread.ofPlatform().start(allowed);
        trying.join();

        FutureTask<String> seen = new FutureTask<>(RealTimeTest::classAndPriority);
        Thread thread = RealTime.threads("urgent-").newThread(seen);
        thread.start();

        assertThat(seen.get()).isEqualTo(allowed.get() ? "2 1" : usual);
        assertThat(classAndPriority()).isEqualTo(usual);
    }

    @Test
    void whoeverIsNextIsOfTheUsualClass() throws Exception {
        FutureTask<Boolean> allowed = new FutureTask<>(RealTime::become);
        Thread.ofPlatform().start(allowed);
        FutureTask<String> seen = new FutureTask<>(RealTimeTest::niceness);
        RealTime.next("next-").newThread(seen).start();

        assertThat(seen.get()).isEqualTo(allowed.get() ? "-20" : niceness());
    }
}
