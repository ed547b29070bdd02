package org.gridauthz.cli.policy;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.gridauthz.cli.output.Output;
import org.gridauthz.gums.policy.Difference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code gridauthz policy diff}: in what two policies differ by meaning. */
@Command(
        name = "diff",
        description = "Say in what two policies differ by meaning; comments and layout mean nothing.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:they mean the same", "1:they differ", "2:wrong usage, or not a policy"})
final class DiffVerb implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "BEFORE", description = "a policy document")
    private Path before = Path.of("");

    @Parameters(index = "1", paramLabel = "AFTER", description = "another")
    private Path after = Path.of("");

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() {
        List<Difference> differences = Difference.between(InputFiles.policy(before), InputFiles.policy(after));
        output.print(differences);
        return differences.isEmpty() ? 0 : 1;
    }
}
