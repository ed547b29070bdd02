package org.gridauthz.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VomsdirTest {
    private static final String GOOD = "/DC=org/CN=voms.example.org\n/DC=org/CN=CA\n";

    @TempDir
    Path scratch;

    private Vomsdir open(Instant now) {
        return new Vomsdir(scratch.resolve("vomsdir"), Clock.fixed(now, ZoneOffset.UTC));
    }

    private Path write(String name, String text) throws IOException {
        Path file = scratch.resolve("vomsdir").resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    @Test
    void aBrokenFileHarmsNoOther() throws IOException {
        write("dune/voms.example.org.lsc", GOOD);
        write("cms/voms.cern.ch.lsc", "not an LSC file\n");
        write("atlas/aa.pem", "not a certificate\n");
        write("atlas/README", "ignored\n");
        write("stray.lsc", GOOD);
        Vomsdir vomsdir = open(Instant.EPOCH);
        assertThat(vomsdir.vos()).containsExactly("dune");
        assertThat(vomsdir.problems())
                .hasSize(2)
                .anyMatch(problem -> problem.contains("voms.cern.ch.lsc") && problem.contains("left out"))
                .anyMatch(problem -> problem.contains("aa.pem"));
    }

    @Test
    void aFileThatBreaksKeepsWhatItSaid() throws IOException {
        Path file = write("dune/voms.example.org.lsc", GOOD);
        Vomsdir vomsdir = open(Instant.EPOCH);
        long generation = vomsdir.generation();
        Files.writeString(file, "half a fi");
        assertThat(vomsdir.reread()).isFalse();
        assertThat(vomsdir.vos()).containsExactly("dune");
        assertThat(vomsdir.generation()).isEqualTo(generation);
        assertThat(vomsdir.problems()).singleElement().asString().contains("kept");
        Files.writeString(file, GOOD + "------NEXT CHAIN------\n" + GOOD.replace("voms", "voms2"));
        assertThat(vomsdir.reread()).isTrue();
        assertThat(vomsdir.problems()).isEmpty();
        assertThat(vomsdir.generation()).isGreaterThan(generation);
    }

    @Test
    void aFileThatIsGoneIsForgotten() throws IOException {
        Path file = write("dune/voms.example.org.lsc", GOOD);
        write("cms/voms.cern.ch.lsc", GOOD);
        Vomsdir vomsdir = open(Instant.EPOCH);
        Files.delete(file);
        assertThat(vomsdir.reread()).isTrue();
        assertThat(vomsdir.vos()).containsExactly("cms");
    }

    @Test
    void aDirectoryThatVanishesKeepsEverythingAndShowsItsAge() throws IOException {
        write("dune/voms.example.org.lsc", GOOD);
        Instant read = Instant.parse("2026-11-22T12:00:00Z");
        Vomsdir vomsdir = open(read);
        Files.move(scratch.resolve("vomsdir"), scratch.resolve("elsewhere"));
        assertThat(vomsdir.reread()).isFalse();
        assertThat(vomsdir.vos()).containsExactly("dune");
        assertThat(vomsdir.lastRead()).isEqualTo(read);
        assertThat(vomsdir.problems()).singleElement().asString().contains("cannot be listed");
    }

    @Test
    void aDirectoryThatIsMissingIsEmptyUntilItIsThere() throws IOException {
        Vomsdir vomsdir = open(Instant.EPOCH);
        assertThat(vomsdir.vos()).isEmpty();
        assertThat(vomsdir.problems()).hasSize(1);
        write("dune/voms.example.org.lsc", GOOD);
        assertThat(vomsdir.reread()).isTrue();
        assertThat(vomsdir.vos()).containsExactly("dune");
    }

    @Test
    void aHugeFileIsNotRead() throws IOException {
        write("dune/voms.example.org.lsc", GOOD + "#".repeat(300_000));
        assertThat(open(Instant.EPOCH).problems()).singleElement().asString().contains("larger");
    }
}
