package org.gridauthz.loadtest.tsunami;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.gridauthz.loadtest.site.Children;
import org.gridauthz.loadtest.site.LoadSite;
import org.gridauthz.loadtest.site.Placement;

/** The process that takes the storm of the control runs. */
record Sink(Process process, int port) implements AutoCloseable {
    static Sink start(LoadSite site, Placement placement) throws IOException {
        Path log = site.test().directory().resolve("sink.log");
        Process process = Children.watched(placement
                .java(
                        List.of("-Xmx384m"),
                        System.getProperty("java.class.path"),
                        SinkProcess.class,
                        List.of(
                                site.test().certificate().toString(),
                                site.test().key().toString(),
                                site.anchor().toString()),
                        log)
                .start());
        BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String port = said.readLine();
        if (port == null) {
            process.destroyForcibly();
            throw new IOException("the sink does not start; see " + log);
        }
        return new Sink(process, Integer.parseInt(port));
    }

    @Override
    public void close() {
        process.destroy();
    }
}
