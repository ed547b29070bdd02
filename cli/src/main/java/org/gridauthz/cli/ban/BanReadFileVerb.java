package org.gridauthz.cli.ban;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.gridauthz.ban.BanTarget;
import org.gridauthz.ban.file.BanFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code gridauthz ban read-file}: what a ban file of other software says, as {@code ban import} takes it. */
@Command(
        name = "read-file",
        description = "Write what a ban file of other software bans, a line of JSON each, for ban import.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:all lines were understood",
            "1:some were left out",
            "2:wrong usage, or a file that cannot be read"
        })
final class BanReadFileVerb implements Callable<Integer> {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Parameters(
            index = "0",
            paramLabel = "FORM",
            description = "ban-mapfile, ban-voms-mapfile, htcondor-ce or dcache-ban")
    private String form = "";

    @Parameters(index = "1", paramLabel = "FILE", description = "the file")
    private Path file = Path.of("");

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        BanFile.Form known = BanFile.Form.of(form)
                .orElseThrow(() -> new ParameterException(spec.commandLine(), form + ": no form of a ban file"));
        BanFile.Read read;
        try {
            read = BanFile.read(known, Files.readString(file));
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), file + ": cannot be read");
        }
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        for (BanTarget ban : read.bans()) {
            ObjectNode line = JSON.createObjectNode();
            line.put("kind", ban.kind().text());
            line.put("value", ban.value());
            if (ban.qualifier() != null) {
                line.put("qualifier", ban.qualifier());
            }
            out.println(JSON.writeValueAsString(line));
        }
        read.notes().forEach(note -> err.println(file + ": line " + note.line() + ": " + note.text()));
        out.flush();
        err.flush();
        return read.left() == 0 ? 0 : 1;
    }
}
