package org.gridauthz.changes.snapshot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.gridauthz.changes.Kept;
import org.gridauthz.changes.Position;
import org.jspecify.annotations.Nullable;

/**
 * One snapshot on disk. Whoever can write it decides who is banned, so nobody but the service's own user may touch it, and a
 * file or directory that others could have touched is refused. It appears whole or not at all, and ends with a digest of itself.
 */
public final class SnapshotFile {
    private final Path directory;
    private final Path file;
    private final String service;
    private final Limits limits;

    /**
     * What is believed.
     *
     * @param age the oldest
     * @param ahead how far ahead of this host's clock it may be: more, and one of both clocks is wrong
     * @param bytes the largest
     */
    public record Limits(Duration age, Duration ahead, long bytes) {}

    /** @param service whose knowledge it is, as {@code gums} */
    public SnapshotFile(Path directory, String service, Limits limits) {
        this.directory = directory;
        this.file = directory.resolve(service + ".snapshot");
        this.service = service;
        this.limits = limits;
    }

    /**
     * Puts this in the place of what was there.
     *
     * @param position read before any of the parts
     * @throws IOException and what was there stays
     */
    public void write(Position position, Instant knownAt, List<Kept> parts) throws IOException {
        Files.createDirectories(directory, OwnersOnly.DIRECTORY);
        Path fresh = directory.resolve(service + ".snapshot.new");
        Files.deleteIfExists(fresh); // left by a process that died
        try (FileChannel channel = FileChannel.open(
                fresh, Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW), OwnersOnly.FILE)) {
            SnapshotWriter.write(channel, limits.bytes(), new Heading(service, position, knownAt), parts);
            channel.force(true);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * Reads it, if it may be believed.
     *
     * @param parts all of those it was written with, in their order
     */
    public Reading read(List<Kept> parts, Instant now) {
        try {
            String others = OwnersOnly.broken(directory, file);
            if (others != null) {
                return new Reading.Refused(others);
            }
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
                if (channel.size() > limits.bytes()) {
                    return new Reading.Refused("it is larger than " + limits.bytes() + " bytes");
                }
                return new SnapshotReader(channel, parts).read(heading -> objection(heading, now));
            }
        } catch (NoSuchFileException e) {
            return new Reading.None();
        } catch (IOException e) {
            return new Reading.Refused("it cannot be read: " + e);
        }
    }

    private @Nullable String objection(Heading heading, Instant now) {
        if (!heading.service().equals(service)) {
            return "it is of the service " + heading.service();
        }
        Duration age = Duration.between(heading.knownAt(), now);
        if (age.compareTo(limits.age()) > 0) {
            return "it is of " + heading.knownAt() + ", older than " + limits.age();
        }
        return age.negated().compareTo(limits.ahead()) > 0
                ? "it is of " + heading.knownAt() + ", which is to come: a clock is wrong"
                : null;
    }
}
