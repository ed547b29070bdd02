package org.gridauthz.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.gridauthz.testkit.service.TestSite;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What every verb keeps: help with its exit codes, {@code -o json}, 2 for wrong usage, 3 when nobody can be asked, a place in docs/cli.md. */
class VerbsTest {
    /** picocli's own verb; it passes over options that it does not know. */
    private static final String PICOCLIS = "generate-completion";

    /** Their answer is a file of a form of its own. */
    static final Set<String> FILES = Set.of(
            "deploy render",
            "policy import",
            "pool read-gridmapdir",
            "pool write-gridmapdir",
            "ban read-file",
            PICOCLIS);

    @TempDir
    static Path folder;

    static List<String> verbs() {
        List<String> verbs = new ArrayList<>();
        leaves("", GridAuthz.commandLine(), verbs);
        return verbs;
    }

    private static void leaves(String name, CommandLine line, List<String> verbs) {
        boolean runs = line.getSubcommands().isEmpty() || name.equals("ban");
        if (runs && !line.getCommandSpec().usageMessage().hidden()) {
            verbs.add(name);
        }
        line.getSubcommands().forEach((verb, below) -> leaves((name + " " + verb).strip(), below, verbs));
    }

    private static CommandLine find(String verb) {
        CommandLine line = GridAuthz.commandLine();
        for (String part : verb.split(" ")) {
            line = line.getSubcommands().get(part);
        }
        return line;
    }

    private static Ran run(String verb, String... more) {
        return Ran.gridauthz(Stream.concat(Arrays.stream(verb.split(" ")), Arrays.stream(more))
                .toArray());
    }

    @Test
    void thereAreVerbs() {
        assertThat(verbs()).hasSizeGreaterThan(30).contains("ban", "ban list", "policy apply", "vo decide", "whois");
    }

    @Test
    void onlyTheVerbThatIsAskedForIsMade() {
        CommandLine all = GridAuthz.commandLine();
        all.getSubcommands().forEach((verb, line) -> {
            assertThat(line.getCommandName()).isEqualTo(verb);
            assertThat(GridAuthz.commandFor(verb, "--help").getSubcommands().keySet())
                    .isEqualTo(
                            verb.equals("generate-completion")
                                    ? all.getSubcommands().keySet()
                                    : Set.of(verb));
        });
        assertThat(GridAuthz.commandFor("--version").getSubcommands()).isEmpty();
        assertThat(GridAuthz.commandFor("--help").getSubcommands()).hasSameSizeAs(all.getSubcommands());
        assertThat(GridAuthz.commandFor("whos").getSubcommands()).hasSameSizeAs(all.getSubcommands());
        assertThat(GridAuthz.commandFor().getSubcommands()).hasSameSizeAs(all.getSubcommands());
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void helpTellsTheExitCodesAndWrongUsageIsTwo(String verb) {
        Ran help = run(verb, "--help");
        assertThat(help.exit()).isZero();
        assertThat(help.out()).startsWith("Usage: gridauthz " + verb).contains("Exit codes");
        if (!verb.equals(PICOCLIS)) {
            Ran wrong = run(verb, "--no-such-option");
            assertThat(wrong.exit()).as(wrong.err()).isEqualTo(2);
            assertThat(wrong.err()).containsAnyOf("--no-such-option", "Usage: gridauthz " + verb);
        }
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void theAnswerCanBeOneDocument(String verb) {
        assertThat(find(verb).getCommandSpec().findOption("-o") != null)
                .as(verb)
                .isEqualTo(!FILES.contains(verb));
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void thePageKnowsIt(String verb) throws IOException {
        String page = Files.readString(Path.of("..", "docs", "cli.md"));
        String last = verb.substring(verb.lastIndexOf(' ') + 1);
        assertThat(page)
                .contains(verb.contains(" ") ? verb.split(" ")[0] : verb)
                .contains(last);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "whois /CN=x",
                "map /CN=x",
                "explain /CN=x",
                "ban dn /CN=x --dry-run",
                "ban list",
                "lift dn /CN=x --reason r --yes",
                "pool list",
                "pool status dune",
                "policy versions",
                "policy show",
                "vo list",
                "vo people cms",
                "vo groups cms",
                "vo roles cms",
                "vo applications cms",
                "vo decide cms 1"
            })
    void whoCannotAskSaysThree(String verb) {
        TestSite site = new TestSite(folder);
        Ran ran = asked(
                verb,
                site.admin.writeChain(folder.resolve("who.pem")),
                site.admin.writeKey(folder.resolve("who.key")),
                site.anchors());
        assertThat(ran.exit()).as(ran.err()).isEqualTo(3);
        assertThat(ran.out() + ran.err()).contains("localhost:1").doesNotContain("\tat ");
    }

    @Test
    void whoHasNoCredentialSaysTwoAndWhichFileItIs() {
        Ran ran = asked("ban list", Path.of("/nowhere"), Path.of("/nowhere.key"), folder);
        assertThat(ran.exit()).as(ran.err()).isEqualTo(2);
        assertThat(ran.err()).contains("/nowhere", "Usage: gridauthz ban list");
    }

    /** Nobody listens at port 1. */
    private static Ran asked(String verb, Path chain, Path key, Path anchors) {
        String nowhere = "https://localhost:1";
        return run(
                verb,
                "--gums",
                nowhere,
                "--saz",
                nowhere,
                "--voms",
                nowhere,
                "--cert",
                chain.toString(),
                "--key",
                key.toString(),
                "--capath",
                anchors.toString());
    }

    @Test
    void exitCodesAreThoseOfThePage() throws IOException {
        assertThat(Files.readString(Path.of("..", "docs", "cli.md")))
                .contains("| 0 | good |", "| 1 | a finding", "| 2 | wrong usage", "| 3 | could not find out");
    }
}
