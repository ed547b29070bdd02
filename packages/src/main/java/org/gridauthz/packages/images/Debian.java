package org.gridauthz.packages.images;

import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The libraries that a Java runtime is linked against, as the Debian has them on which it is built: libc, and what JDKs of some makers want beside it. Their
 * packages' names, versions and licences come along, where scanners of images look for them.
 */
final class Debian {
    /** By package; the names are those that programs ask for. */
    private static final Map<String, List<String>> LIBRARIES = new TreeMap<>(Map.of(
            "libc6",
            List.of(
                    "libc.so.6",
                    "libdl.so.2",
                    "libm.so.6",
                    "libpthread.so.0",
                    "libresolv.so.2",
                    "librt.so.1",
                    "ld-linux-x86-64.so.2"),
            "libgcc-s1",
            List.of("libgcc_s.so.1"),
            "libstdc++6",
            List.of("libstdc++.so.6"),
            "zlib1g",
            List.of("libz.so.1"),
            // Its locale C.UTF-8: without, Java takes names of files and the terminal for ASCII.
            "libc-bin",
            List.of()));

    private static final String FOLDER = "/lib/x86_64-linux-gnu/";
    /** Where the kernel looks, since the programs name it. */
    private static final String LOADER = "/lib64/ld-linux-x86-64.so.2";

    private static final Path LOCALE = Path.of("/usr/lib/locale/C.utf8");
    private static final FilePermissions PROGRAM = FilePermissions.fromOctalString("755");

    private Debian() {}

    /**
     * Puts them into a layer.
     *
     * @param work where the texts about the packages are written
     * @throws IllegalStateException if this machine is no Debian on x86-64, or lacks one
     */
    static void into(FileEntriesLayer.Builder layer, Path work) throws IOException {
        for (Map.Entry<String, List<String>> one : LIBRARIES.entrySet()) {
            for (String library : one.getValue()) {
                Path file = Path.of("/usr" + FOLDER + library);
                if (!Files.exists(file)) {
                    file = need(Path.of(FOLDER + library));
                }
                String at = library.startsWith("ld-") ? LOADER : FOLDER + library;
                layer.addEntry(file.toRealPath(), AbsoluteUnixPath.get(at), PROGRAM);
            }
            String name = one.getKey();
            Path status = Files.writeString(work.resolve(name), status(name));
            layer.addEntry(status, AbsoluteUnixPath.get("/var/lib/dpkg/status.d/" + name));
            String copyright = "/usr/share/doc/" + name + "/copyright";
            layer.addEntry(need(Path.of(copyright)).toRealPath(), AbsoluteUnixPath.get(copyright));
        }
        layer.addEntryRecursive(need(LOCALE), AbsoluteUnixPath.get(LOCALE.toString()));
    }

    private static Path need(Path file) {
        if (!Files.exists(file)) {
            throw new IllegalStateException("The images take libc from the Debian they are built on, and " + file
                    + " is not here; -Dgridauthz.images.skip=true builds without images");
        }
        return file;
    }

    /** What dpkg knows of an installed package. */
    private static String status(String name) throws IOException {
        Process process = new ProcessBuilder("dpkg-query", "--status", name + ":amd64")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IllegalStateException("dpkg does not know " + name);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking dpkg", e);
        }
        return said;
    }
}
