package org.gridauthz.cli.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.gridauthz.gums.pool.GridmapdirName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GridmapdirTest {
    @TempDir
    Path above;

    private Path directory;

    @BeforeEach
    void make() throws IOException {
        directory = Files.createDirectory(above.resolve("gridmapdir"));
    }

    @Test
    void aDirectoryWrittenAndReadIsTheSame() throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 1; i <= 40; i++) {
            String account = "cms%03d".formatted(i);
            lines.add(
                    i % 3 == 0
                            ? account
                            : account + " "
                                    + GridmapdirName.of("/DC=org/CN=User \"$(id)\" " + i)
                                            .text());
        }
        assertThat(Gridmapdir.write(directory, lines)).isEmpty();
        assertThat(Gridmapdir.write(directory, lines)).isEmpty();
        assertThat(again()).isEqualTo(lines);
        assertThat(Files.getAttribute(directory.resolve("cms001"), "unix:nlink"))
                .isEqualTo(2);
    }

    private List<String> again() throws IOException {
        Gridmapdir.Content content = Gridmapdir.read(directory);
        TreeMap<String, String> lines = new TreeMap<>();
        for (int i = 1; i <= 40; i++) {
            lines.put("cms%03d".formatted(i), "cms%03d".formatted(i));
        }
        content.held().forEach(held -> lines.put(held.account(), held.account() + " " + held.link()));
        assertThat(content.free()).isEqualTo(13);
        assertThat(content.strange()).isEmpty();
        return List.copyOf(lines.values());
    }

    @Test
    void theLinkUsedLastComesFirstAndWhatIsStrangeIsNamed() throws IOException {
        Files.createFile(directory.resolve("cms001"));
        Files.createFile(directory.resolve("cms002"));
        Files.createLink(directory.resolve("%2fcn%3dann:cms"), directory.resolve("cms001"));
        Files.createLink(directory.resolve("%2fcn%3dann"), directory.resolve("cms002"));
        Files.setLastModifiedTime(directory.resolve("cms001"), FileTime.fromMillis(1));
        Files.createFile(directory.resolve("%2fcn%3dorphan"));
        Files.createFile(directory.resolve(".lock file"));
        Files.createSymbolicLink(directory.resolve("cms003"), Path.of("/etc/passwd"));
        Files.createDirectory(directory.resolve("cms004"));
        Gridmapdir.Content content = Gridmapdir.read(directory);
        assertThat(content.held()).extracting(Gridmapdir.Held::account).containsExactly("cms002", "cms001");
        assertThat(content.strange()).containsExactlyInAnyOrder("%2fcn%3dorphan", ".lock file", "cms003", "cms004");
    }

    @Test
    void nothingIsWrittenOutsideOrOverWhatIsThere() throws IOException {
        Files.createFile(directory.resolve("cms001"));
        Files.createFile(directory.resolve("cms002"));
        Files.createLink(directory.resolve("%2fcn%3dann"), directory.resolve("cms002"));
        List<String> hostile = List.of(
                "../x", "cms001 ../../y", "/etc/z", "cms001 %2fcn%3dann", "cms001 %2f" + "a".repeat(300), "a b");
        assertThat(Gridmapdir.write(directory, hostile)).isEqualTo(hostile);
        assertThat(above.resolve("x")).doesNotExist();
    }
}
