package org.gridauthz.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        version = "gridauthz 0.1.0")
public final class GridAuthz {
    /** It writes of all the others. */
    private static final String COMPLETION = "generate-completion";

    /** In the order of the help. */
    private static final List<Map.Entry<String, Class<?>>> VERBS = List.of(
            Map.entry("whois", WhoisVerb.class),
            Map.entry("map", MapVerb.class),
            Map.entry("explain", ExplainVerb.class),
            Map.entry("trace", TraceVerb.class),
            Map.entry("ban", BanVerb.class),
            Map.entry("lift", LiftVerb.class),
            Map.entry("status", StatusVerb.class),
            Map.entry("drain", DrainVerb.class),
            Map.entry("check", CheckVerb.class),
            Map.entry("pool", PoolVerb.class),
            Map.entry("policy", PolicyVerb.class),
            Map.entry("vo", VoVerb.class),
            Map.entry("verify", VerifyVerb.class),
            Map.entry("migrate", MigrateVerb.class),
            Map.entry("deploy", DeployVerb.class),
            Map.entry("rehearse", RehearseVerb.class),
            Map.entry("compare", CompareVerb.class),
            Map.entry(COMPLETION, AutoComplete.GenerateCompletion.class));

    private static final Map<String, String> EXITS = new LinkedHashMap<>();

    static {
        EXITS.put("0", "good");
        EXITS.put("1", "a finding, or refused");
        EXITS.put("2", "wrong usage, or input that cannot be read");
        EXITS.put("3", "could not find out");
    }

    private GridAuthz() {}

    /** Exit codes: 0 good, 1 a finding, 2 wrong usage, 3 we could not find out; {@code check} has those of Nagios. */
    public static void main(String[] arguments) {
        System.exit(commandFor(arguments).execute(arguments));
    }

    /** With every verb. */
    static CommandLine commandLine() {
        return commandOf(VERBS);
    }

    /** Only the verb that is asked for is read, with its classes: half of a start would be those of the others. */
    static CommandLine commandFor(String... arguments) {
        if (arguments.length == 0) {
            return commandLine();
        }
        String first = arguments[0];
        if (arguments.length == 1 && (first.equals("--version") || first.equals("-V"))) {
            return commandOf(List.of());
        }
        var asked = VERBS.stream().filter(verb -> verb.getKey().equals(first)).toList();
        boolean needsAll = asked.isEmpty() || first.equals(COMPLETION);
        return commandOf(needsAll ? VERBS : asked);
    }

    private static CommandLine commandOf(List<Map.Entry<String, Class<?>>> verbs) {
        CommandLine command = new CommandLine(new GridAuthz());
        verbs.forEach(verb -> command.addSubcommand(verb.getKey(), verb.getValue()));
        return exits(command)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    line.getErr().println("gridauthz: " + failure.getMessage());
                    return exit(failure);
                });
    }

    /** Those that verbs do not say themselves. */
    private static CommandLine exits(CommandLine line) {
        var usage = line.getCommandSpec().usageMessage();
        if (usage.exitCodeList().isEmpty()) {
            usage.exitCodeListHeading("Exit codes:%n").exitCodeList(EXITS);
        }
        line.getSubcommands().values().forEach(GridAuthz::exits);
        return line;
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
