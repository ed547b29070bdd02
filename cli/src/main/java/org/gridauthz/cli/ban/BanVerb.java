package org.gridauthz.cli.ban;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gridauthz ban}: its own verbs are registered here. */
@Command(
        name = "ban",
        description = "Administer bans of a running SAZ.",
        mixinStandardHelpOptions = true,
        subcommands = BanImportVerb.class)
public final class BanVerb implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing required subcommand");
    }
}
