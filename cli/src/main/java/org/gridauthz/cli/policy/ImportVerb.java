package org.gridauthz.cli.policy;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.gridauthz.gums.policy.gumsconfig.GumsConfig;
import org.gridauthz.gums.policy.gumsconfig.ImportedBan;
import org.gridauthz.gums.policy.gumsconfig.Importing;
import org.gridauthz.gums.policy.gumsconfig.Note;
import org.gridauthz.gums.policy.yaml.PolicyWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code gridauthz policy import}: a {@code gums.config} becomes a policy, a list of bans, and a report. */
@Command(
        name = "import",
        description = "Turn a gums.config into a policy; the report on standard error says what changed in meaning.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:imported",
            "1:imported, and something is left for a person",
            "2:wrong usage, not a gums.config, or a file that exists already"
        })
final class ImportVerb implements Callable<Integer> {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Parameters(paramLabel = "FILE", description = "gums.config, of version 1.3 or older")
    private Path file = Path.of("");

    @Option(names = "--policy", paramLabel = "FILE", description = "write the policy there (default: standard output)")
    private @Nullable Path policy;

    @Option(names = "--bans", paramLabel = "FILE", description = "write bans there, a line of JSON each, for SAZ")
    private @Nullable Path bans;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        return switch (GumsConfig.read(InputFiles.text(file))) {
            case Importing.Refused refused -> throw new UnreadableInput(file, List.of(refused.mistake()));
            case Importing.Imported imported -> write(imported);
        };
    }

    private int write(Importing.Imported imported) {
        String text = PolicyWriter.write(imported.policy());
        if (policy == null) {
            spec.commandLine().getOut().print(text);
            spec.commandLine().getOut().flush();
        } else {
            create(policy, text);
        }
        PrintWriter report = spec.commandLine().getErr();
        imported.report().forEach(report::println);
        imported.bannedGroups().stream().sorted().forEach(group -> report.println("banned group: " + group));
        List<String> lines = imported.bans().stream().map(ImportVerb::line).toList();
        if (bans != null) {
            create(bans, String.join("", lines.stream().map(line -> line + "\n").toList()));
        } else {
            lines.forEach(line -> report.println("ban: " + line));
        }
        report.flush();
        boolean left = !imported.bannedGroups().isEmpty()
                || (bans == null && !lines.isEmpty())
                || imported.report().stream().anyMatch(note -> note.kind() == Note.Kind.ACTION);
        return left ? 1 : 0;
    }

    private static String line(ImportedBan ban) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("kind", ban.target().kind().text());
        fields.put("value", ban.target().value());
        fields.put("reason", ban.origin());
        return JSON.writeValueAsString(fields);
    }

    private static void create(Path file, String text) {
        try {
            Files.writeString(file, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new UnreadableInput(file + ": cannot be written, or exists already");
        }
    }
}
