package org.gridauthz.cli.pool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gridauthz pool write-gridmapdir}: makes a directory of what {@code GET /api/v1/pools/POOL/gridmapdir} answers. */
@Command(
        name = "write-gridmapdir",
        description = "Make accounts and links in a gridmapdir; what is there already stays.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:all of it is there", "1:some lines could not be made", "2:a file cannot be read or written"})
final class WriteGridmapdirVerb implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FILE", description = "lines of an account, or an account and its link")
    private Path file = Path.of("");

    @Parameters(index = "1", paramLabel = "DIR", description = "an existing directory")
    private Path directory = Path.of("");

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        List<String> left;
        try {
            left = Gridmapdir.write(directory, Files.readAllLines(file));
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), e + ": cannot be read or written");
        }
        left.forEach(line -> spec.commandLine().getErr().println(line + ": not made"));
        spec.commandLine().getErr().flush();
        return left.isEmpty() ? 0 : 1;
    }
}
