package org.gridauthz.loadtest.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.json.JsonMapper;

/** Calls through the virtual address of a lab that go on beside a step: fifty have ended before it begins. */
final class LabLoad implements AutoCloseable {
    private final Path output;
    private final Process process;

    LabLoad(Lab lab, Path directory) throws IOException {
        output = directory.resolve("calls-" + System.nanoTime());
        process = lab.client(
                SiteCalls.class, output, "--calls", "0", "--callers", "8", "--pause", "20", "--direct-every", "0");
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (!text().contains("begun")) {
            assertThat(System.nanoTime()).as("the load begins").isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }

    /** A number of calls, to their end. */
    static SiteFigures some(Lab lab, Path directory, String... arguments) throws Exception {
        Path output = directory.resolve("calls-" + System.nanoTime());
        Process calls = lab.client(SiteCalls.class, output, arguments);
        assertThat(calls.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return figures(Files.readString(output));
    }

    private String text() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            return "";
        }
    }

    SiteFigures end() throws Exception {
        process.getOutputStream().close();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return figures(text());
    }

    private static SiteFigures figures(String said) {
        assertThat(said).contains("{");
        return new JsonMapper().readValue(said.substring(said.indexOf('{')), SiteFigures.class);
    }

    static void flawless(SiteFigures figures) {
        assertThat(figures.causes()).as("calls %s", figures).isEmpty();
        assertThat(figures.failed() + figures.wrong()).isZero();
        assertThat(figures.calls()).as("more than before the step").isGreaterThan(50);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
