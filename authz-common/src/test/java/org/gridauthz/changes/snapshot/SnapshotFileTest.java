package org.gridauthz.changes.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gridauthz.changes.Epoch;
import org.gridauthz.changes.Kept;
import org.gridauthz.changes.Position;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A snapshot is believed whole, young and untouched, or not at all. */
class SnapshotFileTest {
    private static final Instant NOW = Instant.parse("2030-01-01T12:00:00Z");
    private static final Position HERE = new Position(new Epoch("g1", 42), "row-42");
    private static final SnapshotFile.Limits LIMITS =
            new SnapshotFile.Limits(Duration.ofHours(24), Duration.ofSeconds(5), 1 << 20);

    @TempDir
    Path root;

    private Path directory;
    private Path file;

    /** A part that remembers what it got back. */
    private static class Part implements Kept {
        final String name;
        final List<List<@Nullable String>> rows;
        final List<List<@Nullable String>> back = new ArrayList<>();

        Part(String name, List<List<@Nullable String>> rows) {
            this.name = name;
            this.rows = rows;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Stream<List<@Nullable String>> rows() {
            return rows.stream();
        }

        @Override
        public Runnable restored(Stream<List<@Nullable String>> all, Epoch at) {
            List<List<@Nullable String>> read = all.toList();
            return () -> back.addAll(read);
        }
    }

    private final Part bans =
            new Part("bans-1", List.of(Arrays.asList("ban", null, "/CN=Eve\u00fc"), Arrays.asList("lost", "")));
    private final Part empty = new Part("empty-1", List.of());

    @BeforeEach
    void written() throws IOException {
        directory = root.resolve("state");
        file = directory.resolve("saz.snapshot");
        of(LIMITS).write(HERE, NOW.minusSeconds(60), List.of(bans, empty));
    }

    private SnapshotFile of(SnapshotFile.Limits limits) {
        return new SnapshotFile(directory, "saz", limits);
    }

    private static String refusal(SnapshotFile snapshot, Instant now, Kept... parts) {
        Reading reading = snapshot.read(List.of(parts), now);
        assertThat(reading).isInstanceOf(Reading.Refused.class);
        return ((Reading.Refused) reading).why();
    }

    @Test
    void everyRowComesBackWhenItIsShownAndNotBefore() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwx------");
        Reading.Good good = (Reading.Good) of(LIMITS).read(List.of(bans, empty), NOW);
        assertThat(good.position()).isEqualTo(HERE);
        assertThat(good.knownAt()).isEqualTo(NOW.minusSeconds(60));
        assertThat(bans.back).isEmpty();
        assertThat(good.publications()).hasSize(2);
        good.publications().forEach(Runnable::run);
        assertThat(bans.back).isEqualTo(bans.rows);
        assertThat(directory).isDirectoryContaining(file::equals);
        assertThat(new SnapshotFile(directory, "gums", LIMITS).read(List.of(bans), NOW))
                .isInstanceOf(Reading.None.class);
    }

    @Test
    void aTornOneIsRefusedWhereverItEnds() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThat(refusal(of(LIMITS), NOW, bans, empty)).contains("digest");
        }
    }

    @Test
    void aChangedOneIsRefusedWhateverBitItIs() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        for (int at = 0; at < whole.length; at++) {
            byte[] changed = whole.clone();
            changed[at] ^= (byte) (1 << (at % 8));
            Files.write(file, changed);
            assertThat(refusal(of(LIMITS), NOW, bans, empty)).contains("digest");
        }
    }

    @Test
    void anOldOneAndOneToComeAreRefused() {
        assertThat(refusal(of(LIMITS), NOW.plus(Duration.ofHours(24)), bans, empty))
                .contains("older than PT24H");
        assertThat(refusal(of(LIMITS), NOW.minusSeconds(66), bans, empty)).contains("to come");
        assertThat(of(LIMITS).read(List.of(bans, empty), NOW.minusSeconds(64))).isInstanceOf(Reading.Good.class);
    }

    @Test
    void anotherReleasesAndAnotherServicesAreRefused() throws IOException {
        assertThat(refusal(of(LIMITS), NOW, bans, empty, new Part("new-1", List.of())))
                .contains("lacks new-1");
        assertThat(refusal(of(LIMITS), NOW, bans)).contains("empty-1");
        Files.move(file, directory.resolve("gums.snapshot"));
        assertThat(refusal(new SnapshotFile(directory, "gums", LIMITS), NOW, bans, empty))
                .contains("service saz");
    }

    @Test
    void rowsThatAPartCannotHaveWrittenAreRefused() {
        Part strict = new Part("bans-1", List.of()) {
            @Override
            public Runnable restored(Stream<List<@Nullable String>> all, Epoch at) {
                throw new IllegalArgumentException("a ban of 3 cells");
            }
        };
        assertThat(refusal(of(LIMITS), NOW, strict, empty)).contains("a ban of 3 cells");
    }

    @Test
    void whatOthersCouldHaveTouchedIsRefused() throws IOException {
        for (String permissions : List.of("rw-r-----", "rw----r--", "rw--w----", "rwx------")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
            assertThat(refusal(of(LIMITS), NOW, bans, empty)).contains("others may use it");
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwx---"));
        assertThat(refusal(of(LIMITS), NOW, bans, empty)).contains("others may replace it");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        Path elsewhere = root.resolve("elsewhere");
        Files.move(file, elsewhere);
        Files.createSymbolicLink(file, elsewhere);
        assertThat(refusal(of(LIMITS), NOW, bans, empty)).contains("not a regular file");
    }

    @Test
    void oneThatWouldBecomeTooLargeLeavesTheLastOne() {
        SnapshotFile small = of(new SnapshotFile.Limits(Duration.ofHours(24), Duration.ofSeconds(5), 200));
        Part many = new Part(
                "bans-1",
                IntStream.range(0, 100)
                        .mapToObj(i -> Arrays.<@Nullable String>asList("ban", "/CN=" + i))
                        .toList());
        assertThatThrownBy(() -> small.write(HERE, NOW, List.of(many))).isInstanceOf(IOException.class);
        Reading.Good good = (Reading.Good) of(LIMITS).read(List.of(bans, empty), NOW);
        assertThat(good.knownAt()).isEqualTo(NOW.minusSeconds(60));
        assertThat(refusal(
                        of(new SnapshotFile.Limits(Duration.ofHours(24), Duration.ofSeconds(5), 50)), NOW, bans, empty))
                .contains("larger");
    }
}
