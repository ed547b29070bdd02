package org.gridauthz.loadtest.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * What the tests of a lab have in common.
 *
 * @param directory of the test; the lab is below it
 */
record LabSteps(Lab lab, Path directory) {
    LoadBeside load() throws IOException {
        LoadBeside load = new LoadBeside(lab, directory.resolve("calls-" + System.nanoTime()));
        await("the load begins", load::begun);
        return load;
    }

    void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                fail("too late: %s%n%s%n%s", what, status(), said());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        }
    }

    /** The ends of what host one's services said. */
    private String said() {
        StringBuilder text = new StringBuilder();
        for (String service : List.of("gums", "saz")) {
            try {
                List<String> lines = Files.readAllLines(directory.resolve("lab/hosts/one/" + service + ".log"));
                text.append(String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size())));
            } catch (IOException e) {
                text.append(e);
            }
            text.append("\n\n");
        }
        return text.toString();
    }

    String status() {
        try {
            return lab.run("status").text();
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static void flawless(SiteFigures figures) {
        assertThat(figures.causes()).as("calls %s", figures).isEmpty();
        assertThat(figures.failed() + figures.wrong()).isZero();
        assertThat(figures.calls()).isGreaterThan(50);
    }
}
