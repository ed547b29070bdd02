package org.gridauthz.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.gridauthz.testkit.clients.ClientRun;
import org.jspecify.annotations.Nullable;

/**
 * A Debian 12 of {@code packages/debian-root}, unpacked for one test and booted by systemd-nspawn: its own processes,
 * network and users, the kernel of this machine. Needs root.
 */
final class Machine implements AutoCloseable {
    /** Of one command; generous, since an installation unpacks 200 MB and the machine may be busy. */
    private static final Duration PATIENCE = Duration.ofMinutes(8);

    private static final Path TOP = Path.of("..").toAbsolutePath().normalize();
    private static final List<String> CLEAN =
            List.of("env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/root", "DEBIAN_FRONTEND=noninteractive");

    private final Path root;
    private @Nullable Process container;

    private Machine(Path root) {
        this.root = root;
    }

    /** Unpacked, not booted. */
    static Machine unpacked(String name) {
        Path root = TOP.resolve("packages/target/machines/" + name);
        Path image = Path.of(Optional.ofNullable(System.getenv("GRIDAUTHZ_DEBIAN_ROOT"))
                .orElse(TOP.resolve(".gridauthz/debian-root.tar").toString()));
        here("rm", "-rf", root.toString());
        here("mkdir", "-p", root.toString());
        here("tar", "-C", root.toString(), "--exclude=./dev/*", "-xf", image.toString());
        Machine machine = new Machine(root);
        machine.write("etc/hostname", name + "\n");
        machine.write("etc/hosts", "127.0.0.1 localhost " + name + "\n::1 localhost\n");
        return machine;
    }

    Path root() {
        return root;
    }

    /** Starts systemd in it and waits until that has started all it knows. */
    Machine boot() {
        ProcessBuilder nspawn = new ProcessBuilder(
                        "systemd-nspawn",
                        "--quiet",
                        "-D",
                        root.toString(),
                        "--register=no",
                        "--keep-unit",
                        "--private-network",
                        "--console=pipe",
                        "--kill-signal=SIGRTMIN+3",
                        "--boot")
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(root.resolveSibling(root.getFileName() + ".log").toFile());
        try {
            container = nspawn.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String leader = "leader=$(pgrep -P " + container.pid() + ") && nsenter -t $leader -m -r";
        here("sh", "-c", until(leader + " test -S /run/dbus/system_bus_socket"));
        assertThat(run("systemctl", "is-system-running", "--wait").output()).startsWith("running");
        return this;
    }

    /** A command in the machine, as root. */
    ClientRun run(String... command) {
        return ClientRun.within(PATIENCE, Map.of(), inside(command));
    }

    /** The same of a line for the shell; what it said, if it ended well. */
    String good(String line) {
        ClientRun ran = run("sh", "-c", line);
        assertThat(ran.exit()).as("%s%n%s", line, ran.output()).isZero();
        return ran.output();
    }

    private List<String> inside(String... command) {
        long leader = container == null
                ? 0
                : container.children().findFirst().map(ProcessHandle::pid).orElse(0L);
        List<String> words = new ArrayList<>(
                List.of("nsenter", "-t", String.valueOf(leader), "-m", "-u", "-i", "-n", "-p", "-r", "-w", "--"));
        words.addAll(CLEAN);
        words.addAll(Arrays.asList(command));
        return words;
    }

    /** A line for the shell that tries another for a minute. */
    static String until(String line) {
        return "for i in $(seq 300); do { " + line + "; } && exit 0; sleep 0.2; done; exit 1";
    }

    void awaitListening(int port) {
        good(until("grep -q ':%04X .* 0A ' /proc/net/tcp /proc/net/tcp6".formatted(port)));
    }

    void write(String path, String text) {
        try {
            Path file = root.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file or folder of this machine comes into that one. */
    void bring(Path from, String to) {
        here("cp", "-r", from.toString(), root.resolve(to).toString());
    }

    static String here(String... command) {
        ClientRun ran = ClientRun.within(PATIENCE, Map.of(), List.of(command));
        assertThat(ran.exit())
                .as("%s%n%s", String.join(" ", command), ran.output())
                .isZero();
        return ran.output();
    }

    @Override
    public void close() {
        if (container != null) {
            run("systemctl", "--no-block", "poweroff");
            try {
                if (!container.waitFor(30, TimeUnit.SECONDS)) {
                    container.children().forEach(ProcessHandle::destroyForcibly);
                    container.waitFor(30, TimeUnit.SECONDS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        here("rm", "-rf", root.toString());
    }
}
