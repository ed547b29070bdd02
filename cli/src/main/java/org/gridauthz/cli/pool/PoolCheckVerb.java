package org.gridauthz.cli.pool;

import java.util.List;
import java.util.concurrent.Callable;
import org.gridauthz.cli.database.DatabaseAccess;
import org.gridauthz.cli.output.Output;
import org.gridauthz.gums.pool.store.PoolCheck;
import org.gridauthz.gums.pool.store.PoolCheck.Violation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() {
        List<Violation> violations = PoolCheck.violations(access.open());
        violations.forEach(one -> output.remark(one.violation() + ": " + one.account() + ", turn " + one.turn()));
        output.remark(violations.size() + " violations");
        output.document(violations);
        return violations.isEmpty() ? 0 : 1;
    }
}
