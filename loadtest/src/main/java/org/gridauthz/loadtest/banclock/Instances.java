package org.gridauthz.loadtest.banclock;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.gridauthz.testkit.service.TestSite;

/** The processes that answer. */
record Instances(List<Running> all) implements AutoCloseable {
    /**
     * One of them.
     *
     * @param name as figures show it
     * @param path of its decision call
     */
    record Running(String name, Process process, int port, int admin, String path) {}

    /** Starts them side by side and waits for all. */
    static Instances start(
            List<String> services, TestSite site, String database, boolean following, List<String> options)
            throws IOException, InterruptedException {
        List<Process> processes = new ArrayList<>();
        List<Running> all = new ArrayList<>();
        try {
            for (int i = 0; i < services.size(); i++) {
                processes.add(process(services.get(i), i, site, database, following, options));
            }
            for (int i = 0; i < services.size(); i++) {
                Path ports = ports(site, i);
                while (!Files.exists(ports)) {
                    if (processes.get(i).waitFor(100, TimeUnit.MILLISECONDS)) {
                        throw new IllegalStateException("an instance does not start; see " + log(site, i));
                    }
                }
                String[] both = Files.readString(ports).split(" ");
                all.add(new Running(
                        services.get(i) + " " + (i + 1),
                        processes.get(i),
                        Integer.parseInt(both[0]),
                        Integer.parseInt(both[1]),
                        services.get(i).equals("gums") ? "/api/v1/mappings" : "/api/v1/decisions"));
            }
            return new Instances(List.copyOf(all));
        } catch (IOException | InterruptedException | RuntimeException e) {
            processes.forEach(Process::destroyForcibly);
            throw e;
        }
    }

    private static Process process(
            String service, int number, TestSite site, String database, boolean following, List<String> options)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx384m"));
        command.addAll(options);
        command.addAll(List.of(
                "-cp",
                classPath(service),
                ClockedInstance.class.getName(),
                service,
                ports(site, number).toString(),
                Boolean.toString(following)));
        command.addAll(site.arguments(database));
        command.add("--spring.application.name=" + service);
        if (service.equals("gums")) {
            command.add("--gridauthz.initial-policy="
                    + Path.of("deploy", "sample", "policy.yaml").toAbsolutePath());
        }
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log(site, number).toFile())
                .start();
    }

    /** Each service's settings are in the same place of its jar, so only one of them may be there. */
    private static String classPath(String service) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.contains(service + "-service") || !entry.contains("-service"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Path ports(TestSite site, int number) {
        return site.directory().resolve("ports-" + number);
    }

    private static Path log(TestSite site, int number) {
        return site.directory().resolve("instance-" + number + ".log");
    }

    @Override
    public void close() {
        all.forEach(running -> running.process().destroy());
    }
}
