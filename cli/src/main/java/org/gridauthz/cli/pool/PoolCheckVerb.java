package org.gridauthz.cli.pool;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.gridauthz.cli.database.DatabaseAccess;
import org.gridauthz.gums.pool.store.PoolCheck;
import org.gridauthz.gums.pool.store.PoolCheck.Violation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code gridauthz pool check}: looks for what must never be; reads only. */
@Command(
        name = "check",
        description = "Look for broken promises of the pools: accounts held twice, holes in their history.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:none", "1:some", "2:wrong usage", "3:the database cannot be asked"})
final class PoolCheckVerb implements Callable<Integer> {
    @Mixin
    private DatabaseAccess access = new DatabaseAccess();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        List<Violation> violations = PoolCheck.violations(access.open());
        PrintWriter out = spec.commandLine().getOut();
        violations.forEach(one -> out.println(one.violation() + ": " + one.account() + ", turn " + one.turn()));
        out.println(violations.size() + " violations");
        out.flush();
        return violations.isEmpty() ? 0 : 1;
    }
}
