package org.gridauthz.loadtest.site;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gridauthz.loadtest.report.Report;
import org.gridauthz.loadtest.site.Placement.Urgency;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every command that loads a site of its own can be told: where servers and loader run, and where the report goes. */
public final class RunOptions {
    @Option(names = "--json", description = "write the figures to this file too")
    private @Nullable Path json;

    @Option(names = "--html", description = "write a page with plots to this file too")
    private @Nullable Path html;

    @Option(
            names = "--server-processors",
            defaultValue = "0",
            description = "the servers' (${DEFAULT-VALUE}); empty: any")
    private String serverProcessors = "";

    @Option(
            names = "--loader-processors",
            defaultValue = "1",
            description = "the loader's (${DEFAULT-VALUE}); empty: any")
    private String loaderProcessors = "";

    /** As the packages start services, with a heap that is there from the beginning. */
    @Option(names = "--server-option", description = "of the servers' JVMs; may be repeated")
    private List<String> serverOptions =
            List.of("-XX:+UseZGC", "-XX:+UseCompactObjectHeaders", "-Xms2g", "-Xmx2g", "-XX:+AlwaysPreTouch");

    /** Of the servers' JVMs, which believe from the beginning that they have no more processors than are theirs in the end. */
    public List<String> serverOptions() {
        int processors = server(Urgency.USUAL).count();
        List<String> options = new ArrayList<>(serverOptions);
        if (processors > 0) {
            options.add("-XX:ActiveProcessorCount=" + processors);
        }
        return options;
    }

    /** Where servers begin that warm up before they are confined: on every processor, since compilers would take minutes on one. */
    public Placement begins(Urgency urgency) {
        return server(urgency).everywhere();
    }

    /** From now on a server runs where servers run. */
    public void confine(Instance server) {
        server(Urgency.USUAL).keep(server.process().toHandle());
    }

    /** Where servers run. */
    public Placement server(Urgency urgency) {
        return new Placement(serverProcessors, urgency);
    }

    /** Where what loads them runs. */
    public Placement loader(Urgency urgency) {
        return new Placement(loaderProcessors, urgency);
    }

    /** Puts this process where the loader runs, in the usual class; the report notes what the machine does not allow. */
    public Placement settle(Report report) {
        Placement loader = loader(Urgency.USUAL);
        loader.here();
        loader.lacking().forEach(report::note);
        return loader;
    }

    /** Ends the report. */
    public void write(Report report) throws IOException {
        report.write(json, html);
    }
}
