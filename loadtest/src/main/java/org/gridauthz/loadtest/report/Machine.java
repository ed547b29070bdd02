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
    private static final long LOOK_MILLIS = 300;

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
        facts.put(
                "load before the run",
                String.format(
                        Locale.ROOT,
                        "%.2f",
                        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()));
        return facts;
    }

    /** How many processors all processes together keep busy, looked at for a moment; 0 where the system does not say. */
    static double busy() {
        try {
            long[] before = ticks();
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            long[] after = ticks();
            double all = after[0] - before[0];
            return all <= 0 ? 0 : (1 - (after[1] - before[1]) / all) * online();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    /** Of all processors since the machine began: all ticks, and those in which nobody worked. See proc(5). */
    private static long[] ticks() throws IOException {
        String[] columns = Files.readAllLines(Path.of("/proc/stat")).getFirst().split(" +", -1);
        long all = 0;
        for (int i = 1; i < columns.length; i++) {
            all += Long.parseLong(columns[i]);
        }
        return new long[] {all, Long.parseLong(columns[4]) + Long.parseLong(columns[5])};
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
