package org.gridauthz.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What every verb that reads prints, held to the table of docs/cli.md: the columns for people, the members of the document for programs. */
class PrintedAnswersTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\| ([^|]*) \\| `([^`|]+)`[^|]* \\|$");

    /** They change something: their answers are told where they are. */
    private static final Set<String> CHANGE = Set.of(
            "ban",
            "ban import",
            "lift",
            "drain",
            "migrate",
            "policy apply",
            "vo found",
            "vo suspend",
            "vo restore",
            "vo member",
            "vo decide");

    /** A line of JSON for each difference; CompareVerbTest reads them. */
    private static final Set<String> LINES = Set.of("compare");

    @RegisterExtension
    static final DatabaseBackend DATABASE = DatabaseBackend.h2();

    @TempDir
    static Path folder;

    private static Printing printing;

    @BeforeAll
    static void start() throws IOException {
        printing = new Printing(folder, DATABASE.url());
    }

    @AfterAll
    static void stop() {
        printing.close();
    }

    /** A row of the page. */
    record Row(String verb, String columns, String json) {
        @Override
        public String toString() {
            return verb;
        }
    }

    static List<Row> rows() {
        try {
            Matcher row = ROW.matcher(Files.readString(Path.of("..", "docs", "cli.md")));
            return row.results()
                    .map(it -> new Row(it.group(1), it.group(2).strip(), it.group(3)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void thePageHasARowForEveryVerbThatReads() {
        Set<String> reading = new TreeSet<>(VerbsTest.verbs());
        reading.removeAll(VerbsTest.FILES);
        reading.removeAll(CHANGE);
        reading.removeAll(LINES);
        assertThat(rows()).extracting(Row::verb).containsAll(reading).doesNotHaveDuplicates();
        assertThat(printing.verbs()).containsAll(rows().stream().map(Row::verb).toList());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theDocumentHasTheMembersOfThePage(Row row) {
        Ran ran = printing.run(row.verb(), "-o", "json");
        assertThat(ran.exit()).as(ran.out() + ran.err()).isIn(0, 1);
        JsonNode document = JSON.readTree(ran.out()); // trailing tokens are a mistake too
        assertThat(Shape.parse(row.json()).mistakes(document))
                .as(document.toPrettyString())
                .isEmpty();
        assertThat(ran.out().lines().count()).as("one document, on one line").isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theTableHasTheColumnsOfThePage(Row row) {
        Ran ran = printing.run(row.verb(), "-o", "table");
        assertThat(ran.exit()).as(ran.out() + ran.err()).isIn(0, 1);
        if (row.columns().equals("lines")) {
            assertThat(ran.out()).isNotBlank().doesNotStartWith("{").doesNotStartWith("[");
            return;
        }
        List<String> heads = ran.out()
                .lines()
                .filter(line -> !line.isBlank() && line.equals(line.toUpperCase(Locale.ROOT)))
                .map(line -> String.join(", ", line.strip().split(" {2,}")))
                .toList();
        for (String columns : row.columns().split(";")) {
            assertThat(heads).as(ran.out()).contains(columns.strip().toUpperCase(Locale.ROOT));
        }
    }
}
