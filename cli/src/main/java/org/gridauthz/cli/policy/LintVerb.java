package org.gridauthz.cli.policy;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.gridauthz.cli.output.Output;
import org.gridauthz.gums.policy.Finding;
import org.gridauthz.gums.policy.Finding.Severity;
import org.gridauthz.gums.policy.Lint;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code gridauthz policy lint}: what a policy says and cannot mean. */
@Command(
        name = "lint",
        description = "Say what a policy says and cannot mean.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:nothing, or notes only", "1:errors or warnings", "2:wrong usage, or not a policy"})
final class LintVerb implements Callable<Integer> {
    @Parameters(paramLabel = "POLICY", description = "the policy document")
    private Path policy = Path.of("");

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() {
        List<Finding> findings = Lint.of(InputFiles.policy(policy));
        output.print(findings);
        return findings.stream().anyMatch(finding -> finding.severity() != Severity.NOTE) ? 1 : 0;
    }
}
