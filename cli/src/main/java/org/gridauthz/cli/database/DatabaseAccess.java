package org.gridauthz.cli.database;

import java.io.Console;
import java.nio.file.Path;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The options of a verb that opens a database. The password is taken from {@code --password-file}, else from the
 * environment, else it is asked for. It never stands on the command line, where every user of the machine could read it.
 */
public final class DatabaseAccess {
    private static final Pattern PASSWORD_IN_URL =
            Pattern.compile("[;?&(,]\\s*password\\w*\\s*=|//[^/?]*:[^/?]*@", Pattern.CASE_INSENSITIVE);

    @Option(names = "--url", paramLabel = "JDBC", required = true, description = "the database, without password")
    private String url = "";

    @Option(names = "--user", paramLabel = "USER", required = true, description = "who asks")
    private String user = "";

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "its first line is the password (default: the environment's " + Password.VARIABLE
                    + ", else it is asked for)")
    private @Nullable Path passwordFile;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /** Opens a connection a call. Without any password, or with one in the URL, the usage is wrong. */
    public DataSource open() {
        if (PASSWORD_IN_URL.matcher(url).find()) {
            throw wrong("--url: no password here, other users of this machine can read it");
        }
        try {
            return new DriverManagerDataSource(url, user, password());
        } catch (Password.Missing missing) {
            throw wrong(missing.getMessage());
        }
    }

    private String password() throws Password.Missing {
        Console console = System.console();
        return Password.of(
                passwordFile,
                System.getenv(Password.VARIABLE),
                console == null || !console.isTerminal()
                        ? () -> null
                        : () -> console.readPassword("Password of %s: ", user));
    }

    private ParameterException wrong(@Nullable String message) {
        return new ParameterException(spec.commandLine(), String.valueOf(message));
    }
}
