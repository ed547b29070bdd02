package org.gridauthz.cli.policy;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gridauthz policy}: its own verbs are registered here. */
@Command(
        name = "policy",
        description = "Try a mapping policy, and put it in force.",
        mixinStandardHelpOptions = true,
        subcommands = {
            LintVerb.class,
            DiffVerb.class,
            TestVerb.class,
            ReplayVerb.class,
            ApplyVerb.class,
            VersionsVerb.class,
            ShowVerb.class,
            ImportVerb.class
        })
public final class PolicyVerb implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing required subcommand");
    }
}
