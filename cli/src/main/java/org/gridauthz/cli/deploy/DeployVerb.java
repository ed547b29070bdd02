package org.gridauthz.cli.deploy;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gridauthz deploy}. */
@Command(
        name = "deploy",
        description = "Lay a site out.",
        mixinStandardHelpOptions = true,
        subcommands = RenderVerb.class)
public final class DeployVerb implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing required subcommand");
    }
}
