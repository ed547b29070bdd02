package org.gridauthz.cli;

import org.gridauthz.cli.ban.BanVerb;
import org.gridauthz.cli.ban.LiftVerb;
import org.gridauthz.cli.compare.CompareVerb;
import org.gridauthz.cli.database.MigrateVerb;
import org.gridauthz.cli.decide.ExplainVerb;
import org.gridauthz.cli.decide.MapVerb;
import org.gridauthz.cli.decide.TraceVerb;
import org.gridauthz.cli.decide.WhoisVerb;
import org.gridauthz.cli.deploy.DeployVerb;
import org.gridauthz.cli.policy.PolicyVerb;
import org.gridauthz.cli.policy.UnreadableInput;
import org.gridauthz.cli.pool.PoolVerb;
import org.gridauthz.cli.site.ServiceRefusal;
import org.gridauthz.cli.site.UnreadableCredential;
import org.gridauthz.cli.status.CheckVerb;
import org.gridauthz.cli.status.DrainVerb;
import org.gridauthz.cli.status.StatusVerb;
import org.gridauthz.cli.vo.VoVerb;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code gridauthz}: its verbs are registered here and nowhere else. */
@Command(
        name = "gridauthz",
        description = "Grid authorization: who is this credential, may it use this site, and as which account?",
        mixinStandardHelpOptions = true,
        version = "gridauthz 0.1.0",
        subcommands = {
            WhoisVerb.class,
            MapVerb.class,
            ExplainVerb.class,
            TraceVerb.class,
            BanVerb.class,
            LiftVerb.class,
            StatusVerb.class,
            DrainVerb.class,
            CheckVerb.class,
            PoolVerb.class,
            PolicyVerb.class,
            VoVerb.class,
            VerifyVerb.class,
            MigrateVerb.class,
            DeployVerb.class,
            RehearseVerb.class,
            CompareVerb.class,
            AutoComplete.GenerateCompletion.class
        })
public final class GridAuthz {
    private GridAuthz() {}

    /** Exit codes: 0 good, 1 a finding, 2 wrong usage, 3 we could not find out; {@code check} has those of Nagios. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new GridAuthz())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    line.getErr().println("gridauthz: " + failure.getMessage());
                    return exit(failure);
                });
    }

    private static int exit(Exception failure) {
        return switch (failure) {
            case UnreadableInput unreadable -> CommandLine.ExitCode.USAGE;
            case UnreadableCredential unreadable -> CommandLine.ExitCode.USAGE;
            case ServiceRefusal refusal -> refusal.theirFault() ? VerifyVerb.UNKNOWN : 1;
            default -> VerifyVerb.UNKNOWN;
        };
    }
}
