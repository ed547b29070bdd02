package org.gridauthz.cli.pool;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gridauthz pool}: its own verbs are registered here. */
@Command(
        name = "pool",
        description = "Look after account pools.",
        mixinStandardHelpOptions = true,
        subcommands = {
            PoolListVerb.class,
            PoolStatusVerb.class,
            PoolCheckVerb.class,
            ReadGridmapdirVerb.class,
            WriteGridmapdirVerb.class
        })
public final class PoolVerb implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing required subcommand");
    }
}
