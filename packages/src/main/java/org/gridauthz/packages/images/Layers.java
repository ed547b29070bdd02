package org.gridauthz.packages.images;

import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * The layers of all images, what changes least below: the system, the runtime, the libraries that every program has, those of one program, ours. The first three
 * are the same in all images, so an engine keeps them once, and an upgrade that changes our code alone fetches a few megabytes.
 */
final class Layers {
    /** Numbers, since what runs containers checks "not root" by them; the names stand in src/image/etc. */
    static final String USER = "10001:10001";

    /** By the site, read-only. */
    private static final List<String> MOUNTED =
            List.of("/etc/gridauthz", "/etc/grid-security/certificates", "/etc/grid-security/vomsdir");

    /** By the services; nothing else has to be writable but /tmp. */
    private static final List<String> WRITTEN = List.of(
            "/var/lib/gridauthz",
            "/var/lib/gridauthz/gums",
            "/var/lib/gridauthz/saz",
            "/var/lib/gridauthz/voms",
            "/var/log/gridauthz");

    private static final String CORRETTO = "libamazonCorrettoCryptoProvider.so";
    private static final FilePermissions PROGRAM = FilePermissions.fromOctalString("755");
    private static final FilePermissions OWNERS = FilePermissions.fromOctalString("750");
    private static final FilePermissions EVERYBODYS = FilePermissions.fromOctalString("777");

    private final Path top;
    private final Path laidOut;
    private final Path work;
    private final String version;
    private final Set<String> ofAll;

    /**
     * @param top the checkout, whose programs are built and whose packages are laid out
     * @param work a folder for what is generated
     */
    Layers(Path top, Path work, String version) throws IOException {
        this.top = top;
        this.laidOut = top.resolve("packages/target/root");
        this.work = Files.createDirectories(work);
        this.version = version;
        this.ofAll = librariesOf(Program.ALL.getFirst());
        for (Program other : Program.ALL) {
            ofAll.retainAll(librariesOf(other));
        }
    }

    List<FileEntriesLayer> of(Program program) throws IOException {
        Set<String> alone = librariesOf(program);
        alone.removeAll(ofAll);
        return List.of(
                system(),
                runtime(),
                corretto(libraries("libraries of all", program, ofAll)).build(),
                libraries("libraries", program, alone).build(),
                own(program));
    }

    private FileEntriesLayer system() throws IOException {
        FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName("system");
        Debian.into(layer, work);
        layer.addEntryRecursive(top.resolve("packages/src/image/etc"), AbsoluteUnixPath.get("/etc"));
        for (String folder : MOUNTED) {
            layer.addEntry(work, AbsoluteUnixPath.get(folder));
        }
        for (String folder : WRITTEN) {
            layer.addEntry(
                    work, AbsoluteUnixPath.get(folder), OWNERS, FileEntriesLayer.DEFAULT_MODIFICATION_TIME, USER);
        }
        return layer.addEntry(work, AbsoluteUnixPath.get("/tmp"), EVERYBODYS).build();
    }

    private FileEntriesLayer runtime() throws IOException {
        return FileEntriesLayer.builder()
                .setName("runtime")
                .addEntryRecursive(
                        laidOut.resolve("usr/lib/gridauthz/runtime"),
                        AbsoluteUnixPath.get(Program.LIB + "/runtime"),
                        (file, at) -> Files.isExecutable(file) ? PROGRAM : FilePermissions.DEFAULT_FILE_PERMISSIONS)
                .build();
    }

    private FileEntriesLayer.Builder libraries(String name, Program program, Set<String> some) {
        FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName(name);
        for (String library : some) {
            layer.addEntry(app(program).resolve(library), AbsoluteUnixPath.get(Program.LIB + "/" + library));
        }
        return layer;
    }

    /** Its library, unpacked, on Java's library path. */
    private FileEntriesLayer.Builder corretto(FileEntriesLayer.Builder layer) throws IOException {
        String jar = ofAll.stream()
                .filter(library -> library.startsWith("lib/AmazonCorrettoCryptoProvider-"))
                .findFirst()
                .orElseThrow();
        Path library = work.resolve(CORRETTO);
        try (JarFile file = new JarFile(app(Program.ALL.getFirst()).resolve(jar).toFile())) {
            ZipEntry entry = file.stream()
                    .filter(each -> each.getName().endsWith("/" + CORRETTO))
                    .findFirst()
                    .orElseThrow();
            try (InputStream in = file.getInputStream(entry)) {
                Files.copy(in, library, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return layer.addEntry(library, AbsoluteUnixPath.get("/usr/lib/" + CORRETTO), PROGRAM);
    }

    /** Ours, and what says how it may be used. */
    private FileEntriesLayer own(Program program) throws IOException {
        FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName("gridauthz");
        try (Stream<Path> jars = Files.list(app(program).resolve("lib"))) {
            jars.filter(this::isOurs)
                    .forEach(jar ->
                            layer.addEntry(jar, AbsoluteUnixPath.get(Program.LIB + "/lib/" + jar.getFileName())));
        }
        layer.addEntry(app(program).resolve(program.jar()), AbsoluteUnixPath.get(Program.LIB + "/" + program.jar()));
        layer.addEntry(
                laidOut.resolve("usr/lib/gridauthz").resolve(program.options()),
                AbsoluteUnixPath.get(Program.LIB + "/" + program.options()));
        if (program.isService()) {
            Path health = Files.write(work.resolve(program.name() + "-health.options"), program.healthOptions());
            layer.addEntry(health, AbsoluteUnixPath.get(Program.LIB + "/health.options"));
        }
        for (String text : List.of("copyright", "NOTICE", "THIRD-PARTY.txt")) {
            String at = "/usr/share/doc/gridauthz/" + text;
            layer.addEntry(laidOut.resolve(at.substring(1)), AbsoluteUnixPath.get(at));
        }
        return layer.build();
    }

    /** The libraries of others, as paths in the program's folder. */
    private Set<String> librariesOf(Program program) throws IOException {
        Path folder = app(program);
        try (Stream<Path> all = Files.walk(folder.resolve("lib"))) {
            Set<String> names = new TreeSet<>();
            all.filter(file -> file.toString().endsWith(".jar") && !isOurs(file))
                    .forEach(file -> names.add(folder.relativize(file).toString()));
            return names;
        }
    }

    private boolean isOurs(Path jar) {
        return jar.toString().endsWith("-" + version + ".jar");
    }

    private Path app(Program program) {
        return top.resolve(program.module()).resolve("target/app");
    }
}
