package org.gridauthz.cli.pool;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gridauthz pool read-gridmapdir}: the lines that {@code POST /api/v1/gridmapdir} takes. */
@Command(
        name = "read-gridmapdir",
        description =
                "Write whose the accounts of a gridmapdir are, a link and an account a line, the one used last first.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:all files were understood", "1:some were not", "2:the directory cannot be read"})
final class ReadGridmapdirVerb implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "e.g. /etc/grid-security/gridmapdir")
    private Path directory = Path.of("");

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Gridmapdir.Content content;
        try {
            content = Gridmapdir.read(directory);
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), directory + ": cannot be read");
        }
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        content.held().forEach(held -> out.println(held.link() + " " + held.account()));
        content.strange().forEach(name -> err.println(name + ": neither an account nor the link of one"));
        err.println(content.held().size() + " links, " + content.free() + " accounts without one");
        out.flush();
        err.flush();
        return content.strange().isEmpty() ? 0 : 1;
    }
}
