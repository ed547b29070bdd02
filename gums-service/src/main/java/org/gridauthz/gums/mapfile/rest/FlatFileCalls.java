package org.gridauthz.gums.mapfile.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import javax.sql.DataSource;
import org.gridauthz.audit.AdminAct;
import org.gridauthz.audit.store.AdminAudit;
import org.gridauthz.changes.Follower;
import org.gridauthz.gums.mapfile.FlatFile;
import org.gridauthz.gums.mapfile.FlatFile.Note;
import org.gridauthz.gums.mapfile.FlatFile.PatternLine;
import org.gridauthz.gums.mapping.ManualMember;
import org.gridauthz.gums.members.ManualChange;
import org.gridauthz.gums.members.store.ManualGroups;
import org.gridauthz.gums.members.store.ManualGroups.NewEntry;
import org.gridauthz.gums.members.store.ManualMaps;
import org.gridauthz.web.Access.Verb;
import org.gridauthz.web.ErrorCode;
import org.gridauthz.web.Refusal;
import org.gridauthz.web.rest.AdminCall;
import org.gridauthz.web.rest.Admins;
import org.gridauthz.web.rest.Given;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Flat map files taken over: a grid-mapfile's names become entries of a manual account map; what a policy would have to say
 * is listed and left to its author. With {@code group} the names become members of that manual group too. The body is the file, at most 4 MiB.
 */
@RestController
final class FlatFileCalls {
    private final Admins admins;
    private final ManualMaps maps;
    private final ManualGroups groups;
    private final AdminAudit audit;
    private final Follower follower;

    FlatFileCalls(
            Admins admins,
            ManualMaps maps,
            ManualGroups groups,
            DataSource database,
            InstantSource clock,
            Follower follower) {
        this.admins = admins;
        this.maps = maps;
        this.groups = groups;
        this.audit = new AdminAudit(database, clock);
        this.follower = follower;
    }

    /**
     * What was taken over.
     *
     * @param entries names entered, or that would be with {@code dryRun}
     * @param patterns lines by FQAN: write them as groups and mappers of a policy, in this order
     * @param notes the first thousand lines that were changed or left out
     * @param refused how many lines could not be taken over
     * @param epoch under which the entries are in force; null when nothing was written
     */
    record Taken(
            int entries,
            List<PatternLine> patterns,
            List<Note> notes,
            int refused,
            @Nullable String epoch) {}

    @PostMapping(path = "/api/v1/accountmaps/{map}/import", consumes = "text/plain")
    Taken take(
            HttpServletRequest request,
            @PathVariable String map,
            @RequestBody byte[] body,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestParam(defaultValue = "grid-mapfile") String format,
            @RequestParam @Nullable String group,
            @RequestParam @Nullable String reason) {
        AdminCall call = admins.writer(request, Verb.MEMBERS);
        String name = Given.text(map, "/map");
        FlatFile.Report report = FlatFile.read(FlatFile.Kind.MAP, form(format), text(body));
        if (dryRun || report.accounts().isEmpty()) {
            return taken(report, null);
        }
        AdminAct act =
                call.act("import-accounts", name + " " + report.accounts().size() + " names", Given.reason(reason));
        ManualChange change = maps.enter(name, report.accounts(), place -> audit.record(act, place));
        if (group != null) {
            List<NewEntry> entries = report.accounts().keySet().stream()
                    .map(dn -> new NewEntry(ManualMember.anyFqan(dn.text()), null))
                    .toList();
            change = groups.enter(Given.text(group, "/group"), entries, place -> audit.record(act, place));
        }
        follower.poke();
        return taken(report, change instanceof ManualChange.Done done ? String.valueOf(done.epoch()) : null);
    }

    private static FlatFile.Form form(String format) {
        return switch (format) {
            case "grid-mapfile", "voms-mapfile" -> FlatFile.Form.PLAIN;
            case "htcondor-mapfile" -> FlatFile.Form.HTCONDOR;
            case "dcache-multimap" -> FlatFile.Form.MULTIMAP;
            default ->
                throw new Refusal(
                        ErrorCode.PARAMETER_INVALID,
                        "formats: grid-mapfile, voms-mapfile, htcondor-mapfile, dcache-multimap");
        };
    }

    private static Taken taken(FlatFile.Report report, @Nullable String epoch) {
        return new Taken(report.accounts().size(), report.patterns(), report.notes(), report.refused(), epoch);
    }

    private static String text(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Refusal(ErrorCode.FIELD_INVALID, "the file is not UTF-8");
        }
    }
}
