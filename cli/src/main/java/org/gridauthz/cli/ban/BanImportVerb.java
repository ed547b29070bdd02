package org.gridauthz.cli.ban;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.gridauthz.cli.output.Output;
import org.gridauthz.cli.output.Progress;
import org.gridauthz.cli.site.Service;
import org.gridauthz.cli.site.Site;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code gridauthz ban import}: the bans that {@code policy import} found, or any list of that form, become bans of the officer who runs it. */
@Command(
        name = "import",
        description = "Ban what a file lists, a line of JSON each:"
                + " {\"kind\",\"value\",\"qualifier\"?,\"reason\"?,\"ticket\"?,\"until\"?}.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:all of it is banned now",
            "1:some lines were refused",
            "2:wrong usage, or a file that cannot be read",
            "3:the service cannot be asked; run it again"
        })
final class BanImportVerb implements Callable<Integer> {
    private static final int LINES_OF_A_CALL = 2000;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Parameters(paramLabel = "FILE", description = "the list, as policy import --bans writes it")
    private Path file = Path.of("");

    @Option(names = "--url", paramLabel = "URL", hidden = true, description = "another name of --saz")
    private @Nullable URI url;

    @Mixin
    private Site site = new Site();

    @Option(names = "--reason", paramLabel = "TEXT", description = "for lines that give none")
    private @Nullable String reason;

    @Option(names = "--ticket", required = true, paramLabel = "TEXT", description = "for lines that give none")
    private String ticket = "";

    @Option(names = "--confirm-wide", description = "also ban whole VOs, CAs and issuers that the file lists")
    private boolean wide;

    @Mixin
    private Output output = new Output();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        List<Line> lines = lines();
        BanUpload upload = new BanUpload(url == null ? site.of(Service.SAZ) : site.at(List.of(url)));
        int refused = 0;
        ArrayNode answers = JSON.createArrayNode();
        try (Progress progress = Progress.of("bans", lines.size())) {
            for (int at = 0; at < lines.size(); at += LINES_OF_A_CALL) {
                List<Line> part = lines.subList(at, Math.min(at + LINES_OF_A_CALL, lines.size()));
                refused += send(upload, part, answers);
                progress.step(part.size());
            }
        }
        output.document(answers);
        return refused == 0 ? 0 : 1;
    }

    /** @param number in the file, from 1 */
    private record Line(int number, ObjectNode ban) {}

    private List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        try {
            int number = 0;
            for (String text : Files.readAllLines(file)) {
                number++;
                if (!text.isBlank()) {
                    lines.add(new Line(number, line(text, number)));
                }
            }
        } catch (IOException | UncheckedIOException e) {
            throw new ParameterException(spec.commandLine(), file + ": cannot be read");
        }
        return lines;
    }

    private ObjectNode line(String text, int number) {
        try {
            if (JSON.readTree(text) instanceof ObjectNode ban) {
                if (wide) {
                    ban.set("confirm", ban.path("value"));
                }
                return ban;
            }
        } catch (JacksonException e) {
            throw new ParameterException(spec.commandLine(), file + ": line " + number + " is not JSON");
        }
        throw new ParameterException(spec.commandLine(), file + ": line " + number + " is not a JSON object");
    }

    private int send(BanUpload upload, List<Line> part, ArrayNode answers) {
        ObjectNode body = JSON.createObjectNode();
        body.put("reason", reason == null ? "imported from " + file.getFileName() : reason);
        body.put("ticket", ticket);
        body.putArray("bans")
                .addAll(part.stream().map(line -> (JsonNode) line.ban()).toList());
        JsonNode answer = upload.send(JSON.writeValueAsString(body));
        for (JsonNode row : answer.path("rows")) {
            if (row.path("outcome").asString().equals("refused")) {
                spec.commandLine()
                        .getErr()
                        .println(file + ": line "
                                + part.get(row.path("row").asInt()).number() + ": "
                                + row.path("code").asString() + ": "
                                + row.path("detail").asString());
            }
        }
        answers.add(answer);
        output.remark("banned " + answer.path("banned").asInt() + ", already banned "
                + answer.path("already").asInt() + ", refused "
                + answer.path("refused").asInt() + ", epoch "
                + answer.path("epoch").asString());
        spec.commandLine().getErr().flush();
        return answer.path("refused").asInt();
    }
}
