package org.gridauthz.loadtest.tsunami;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gridauthz.loadtest.site.DatabaseServer;
import org.gridauthz.loadtest.site.Instance;
import org.gridauthz.loadtest.site.LoadSite;
import org.gridauthz.loadtest.site.Placement.Urgency;
import org.gridauthz.loadtest.site.RunOptions;
import org.jspecify.annotations.Nullable;

/** The servers that are stormed. They warm up on every processor and then have their own only. */
final class Servers {
    private final LoadSite site;
    private final Cast cast;
    private final RunOptions run;
    private final String admission;
    private final Urgency stormed;

    /**
     * Of a site.
     *
     * @param admission {@code on} or {@code off}
     * @param usual whether the stormed instance is in the class of the others
     */
    Servers(LoadSite site, Cast cast, RunOptions run, String admission, boolean usual) {
        this.site = site;
        this.cast = cast;
        this.run = run;
        this.admission = admission;
        this.stormed = usual ? Urgency.USUAL : Urgency.IDLE;
    }

    /** One process for all; A's database lies behind the cable. */
    List<Instance> together(String service, SlowLink link) throws IOException, InterruptedException {
        return site.start(List.of(wanted(service, "all", link, Urgency.USUAL)));
    }

    /** A process each; A's is first, in the idle class, and its database lies behind the cable. */
    List<Instance> apart(String service, SlowLink link) throws IOException, InterruptedException {
        return site.start(List.of(
                wanted(service, "a", link, stormed),
                wanted(service, "b", null, Urgency.USUAL),
                wanted(service, "c", null, Urgency.USUAL)));
    }

    /** From now on they have their own processors only. */
    void settle(List<Instance> instances) {
        instances.forEach(run::confine);
    }

    private Instance.Wanted wanted(String service, String name, @Nullable SlowLink link, Urgency urgency)
            throws IOException {
        List<String> arguments = new ArrayList<>(site.arguments());
        if (link != null) {
            String straight = DatabaseServer.url(site.database().port());
            arguments.replaceAll(one -> one.replace(straight, DatabaseServer.url(link.port())));
        }
        for (int i = 2; i < Stage.LISTENERS.size(); i++) {
            arguments.add("--gridauthz.tls.listeners[%d].name=%s".formatted(i, Stage.LISTENERS.get(i)));
            arguments.add("--gridauthz.tls.listeners[%d].port=0".formatted(i));
        }
        arguments.addAll(cast.arguments());
        Path communities = site.test().directory().resolve("communities.yaml");
        Files.writeString(communities, Cast.communities());
        arguments.add("--gridauthz.communities=" + communities);
        arguments.add("--gridauthz.admission=" + admission);
        return new Instance.Wanted(
                service,
                service + "-" + name,
                Stage.LISTENERS,
                run.begins(urgency),
                run.serverOptions(),
                true,
                name.equals("all"),
                arguments);
    }
}
