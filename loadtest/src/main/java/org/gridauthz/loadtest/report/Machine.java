package org.gridauthz.loadtest.report;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.util.ServerInfo;

/** Where and with what a run was made. */
public final class Machine {
    private Machine() {}

    /** What this machine says of itself now. */
    public static Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        facts.put("processor", processor());
        facts.put("processors", Integer.toString(online()));
        facts.put("JVM", System.getProperty("java.vm.name") + " " + Runtime.version());
        facts.put("Tomcat", ServerInfo.getServerInfo());
        facts.put("crypto provider", Security.getProviders()[0].getName() + " (the loader's)");
        facts.put("openssl", firstLine("openssl", "version"));
        facts.put("load before the run", String.format(Locale.ROOT, "%.2f", load()));
        return facts;
    }

    /** Runnable threads of the whole machine, averaged over a minute: above the number of processors others worked on it too. */
    public static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private static int online() {
        try {
            return (int) Files.readString(Path.of("/proc/cpuinfo"))
                    .lines()
                    .filter(line -> line.startsWith("processor"))
                    .count();
        } catch (IOException e) {
            return Runtime.getRuntime().availableProcessors();
        }
    }

    private static String processor() {
        try {
            return Files.readString(Path.of("/proc/cpuinfo"))
                    .lines()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException e) {
            return System.getProperty("os.arch");
        }
    }

    /** What a program says first; "not here" without it. */
    static String firstLine(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            return process.waitFor(5, TimeUnit.SECONDS)
                    ? said.lines().findFirst().orElse("")
                    : "does not answer";
        } catch (IOException e) {
            return "not here";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "not asked";
        }
    }
}
