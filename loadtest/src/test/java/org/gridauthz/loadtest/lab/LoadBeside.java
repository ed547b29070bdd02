package org.gridauthz.loadtest.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/** Calls through the virtual address that go on beside a step. */
final class LoadBeside implements AutoCloseable {
    private final Path output;
    private final Process process;

    LoadBeside(Lab lab, Path output) throws IOException {
        this.output = output;
        process = lab.client(
                SiteCalls.class, output, "--calls", "0", "--callers", "8", "--pause", "20", "--direct-every", "0");
    }

    boolean begun() {
        return text().contains("begun");
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
        String said = text();
        assertThat(said).contains("{");
        return new JsonMapper().readValue(said.substring(said.indexOf('{')), SiteFigures.class);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
