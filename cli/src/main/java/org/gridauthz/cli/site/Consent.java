package org.gridauthz.cli.site;

import java.io.Console;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Asks before something is changed. */
public final class Consent {
    @Option(
            names = {"-y", "--yes"},
            description = "do not ask")
    private boolean yes;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /** Whether to go on; without a terminal only by {@code --yes}. */
    public boolean given(String question) {
        if (yes) {
            return true;
        }
        String answer = asked(question + " [y/N] ");
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
    }

    /** A line of the person at the terminal; null when she ended it. */
    public @Nullable String asked(String question) {
        Console console = System.console();
        if (console == null || !console.isTerminal()) {
            throw new ParameterException(spec.commandLine(), "nobody is there to be asked: say --yes");
        }
        return console.readLine("%s", question);
    }
}
