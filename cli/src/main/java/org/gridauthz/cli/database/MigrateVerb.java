package org.gridauthz.cli.database;

import java.io.PrintWriter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.gridauthz.migrate.Migrations;
import org.gridauthz.migrate.Migrations.Folder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gridauthz migrate}: brings the tables of a database up to date, or says what is missing. */
@Command(
        name = "migrate",
        description = "Create or update the tables of a database; of a cluster, name one member.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:up to date",
            "1:with --check: scripts are pending",
            "2:wrong usage",
            "3:the database cannot be reached, or a script failed"
        })
public final class MigrateVerb implements Callable<Integer> {
    @Mixin
    private DatabaseAccess access = new DatabaseAccess();

    @Option(
            names = "--folder",
            paramLabel = "SERVICE",
            description = "whose tables, of ${COMPLETION-CANDIDATES}; the common ones always come along (default: all)")
    private Set<Folder> folders = new LinkedHashSet<>();

    @Option(names = "--check", description = "change nothing, say what is pending")
    private boolean check;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Migrations migrations = new Migrations(access.open());
        Folder[] named = folders.isEmpty() ? Folder.values() : folders.toArray(Folder[]::new);
        PrintWriter out = spec.commandLine().getOut();
        List<String> pending = migrations.pending(named);
        if (check) {
            pending.forEach(script -> out.println("pending " + script));
            out.println(pending.isEmpty() ? "up to date" : pending.size() + " pending");
            return pending.isEmpty() ? 0 : 1;
        }
        List<Migrations.Applied> done = migrations.migrate(named);
        pending.forEach(script -> out.println("applied " + script));
        done.forEach(folder -> out.println(
                folder.folder() + ": " + folder.applied() + " applied, now at version " + folder.version()));
        return 0;
    }
}
