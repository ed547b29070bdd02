package org.gridauthz.cli.console;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.gridauthz.gums.GumsService;
import org.gridauthz.saz.SazService;
import org.gridauthz.testkit.service.RunningService;
import org.gridauthz.testkit.service.TestSite;
import org.gridauthz.voms.VomsService;
import org.jspecify.annotations.Nullable;

/** A site whose pages are looked at: services on one database, and a browser. */
final class ConsoleSite implements AutoCloseable {
    private static final Path POLICY = Path.of("..", "deploy", "sample", "policy.yaml");

    final TestSite site;
    final Browser browser;
    private final String database;
    private final Deque<RunningService> services = new ArrayDeque<>();

    ConsoleSite(Path folder, String database) {
        site = new TestSite(folder);
        this.database = database;
        browser = new Browser(folder);
    }

    RunningService gums(String... more) {
        return start(GumsService.class, "gums", "--gridauthz.initial-policy=" + POLICY.toAbsolutePath(), more);
    }

    RunningService saz(String... more) {
        return start(SazService.class, "saz", null, more);
    }

    RunningService voms(String... more) {
        return start(VomsService.class, "voms", null, more);
    }

    private RunningService start(Class<?> main, String name, @Nullable String setting, String... more) {
        // Of the services' settings of one name the first on the class path counts here.
        List<String> arguments = new ArrayList<>(List.of("--spring.application.name=" + name));
        if (setting != null) {
            arguments.add(setting);
        }
        arguments.addAll(Arrays.asList(more));
        RunningService service = new RunningService(main, site, database, arguments.toArray(String[]::new));
        services.push(service);
        return service;
    }

    /** Where a browser finds its pages. */
    static String origin(RunningService service) {
        return service.uri("admin", "").toString();
    }

    @Override
    public void close() {
        browser.close();
        services.forEach(RunningService::close);
    }
}
