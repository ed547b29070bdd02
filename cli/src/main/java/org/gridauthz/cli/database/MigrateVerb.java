package org.gridauthz.cli.database;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.gridauthz.cli.output.Output;
import org.gridauthz.migrate.Migrations;
import org.gridauthz.migrate.Migrations.Folder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() {
        Migrations migrations = new Migrations(access.open());
        Folder[] named = folders.isEmpty() ? Folder.values() : folders.toArray(Folder[]::new);
        List<String> pending = migrations.pending(named);
        if (check) {
            pending.forEach(script -> output.remark("pending " + script));
            output.remark(pending.isEmpty() ? "up to date" : pending.size() + " pending");
            output.document(Map.of("pending", pending));
            return pending.isEmpty() ? 0 : 1;
        }
        List<Migrations.Applied> done = migrations.migrate(named);
        pending.forEach(script -> output.remark("applied " + script));
        done.forEach(folder -> output.remark(
                folder.folder() + ": " + folder.applied() + " applied, now at version " + folder.version()));
        output.document(Map.of("applied", pending, "folders", done));
        return 0;
    }
}
