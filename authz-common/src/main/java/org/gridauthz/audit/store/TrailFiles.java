package org.gridauthz.audit.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * The files of a decision trail: the one that is written, those that are being compressed, and the old ones. A file may be renamed or
 * removed at any time.
 */
final class TrailFiles {
    private static final String COMPRESSED = ".gz";
    private static final Comparator<Old> BY_AGE = Comparator.comparing(Old::day).thenComparingLong(Old::number);

    private final Path current;
    private final Pattern oldName;
    private final Pattern betweenName;

    /** @param current the one that is written */
    TrailFiles(Path current) {
        this.current = current.toAbsolutePath();
        String name = Pattern.quote(String.valueOf(current.getFileName()));
        oldName = Pattern.compile(name + "\\.(\\d{4}-\\d\\d-\\d\\d)\\.(\\d{1,9})\\.gz");
        betweenName = Pattern.compile(name + "(\\d{1,18})\\.tmp");
    }

    private record Old(Path file, String day, long number) {}

    /** All there are, the newest first; none where the directory cannot be read. */
    List<Path> newestFirst() {
        List<Old> old = new ArrayList<>();
        Path directory = current.getParent();
        try (Stream<Path> files = directory == null ? Stream.empty() : Files.list(directory)) {
            files.forEach(file -> {
                String name = String.valueOf(file.getFileName());
                Matcher rotated = oldName.matcher(name);
                Matcher between = betweenName.matcher(name);
                if (rotated.matches()) {
                    old.add(new Old(file, rotated.group(1), Long.parseLong(rotated.group(2))));
                } else if (between.matches()) {
                    old.add(new Old(file, "9999", Long.parseLong(between.group(1)))); // newer than every compressed one
                }
            });
        } catch (IOException | UncheckedIOException e) {
            return List.of();
        }
        List<Path> newest = new ArrayList<>(List.of(current));
        newest.addAll(old.stream().sorted(BY_AGE.reversed()).map(Old::file).toList());
        return newest;
    }

    /**
     * The lines of one.
     *
     * @throws NoSuchFileException if it was renamed or removed meanwhile
     */
    static InputStream open(Path file) throws IOException {
        InputStream bytes = Files.newInputStream(file);
        if (!file.toString().endsWith(COMPRESSED)) {
            return bytes;
        }
        try {
            return new GZIPInputStream(bytes, 1 << 16);
        } catch (IOException e) {
            bytes.close();
            throw e;
        }
    }
}
