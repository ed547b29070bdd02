package org.gridauthz.cli;

import org.gridauthz.cli.ban.BanVerb;
import org.gridauthz.cli.database.MigrateVerb;
import org.gridauthz.cli.deploy.DeployVerb;
import org.gridauthz.cli.policy.PolicyVerb;
import org.gridauthz.cli.policy.UnreadableInput;
import org.gridauthz.cli.pool.PoolVerb;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code gridauthz}: its verbs are registered here and nowhere else. */
@Command(
        name = "gridauthz",
        description = "Grid authorization: who is this credential, may it use this site, and as which account?",
        mixinStandardHelpOptions = true,
        version = "gridauthz 0.1.0",
        subcommands = {
            VerifyVerb.class,
            MigrateVerb.class,
            PolicyVerb.class,
            PoolVerb.class,
            BanVerb.class,
            DeployVerb.class
        })
public final class GridAuthz {
    private GridAuthz() {}

    /** Exit codes: 0 good, 1 refused, 2 wrong usage, 3 we could not find out. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new GridAuthz())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    line.getErr().println("gridauthz: " + failure.getMessage());
                    return failure instanceof UnreadableInput ? CommandLine.ExitCode.USAGE : VerifyVerb.UNKNOWN;
                });
    }
}
