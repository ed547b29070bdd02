package org.gridauthz.cli.compare;

import java.util.List;
import org.gridauthz.gums.mapfile.FlatFile;
import org.gridauthz.identity.Fqan;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.identity.TextPattern;
import org.jspecify.annotations.Nullable;

/**
 * Map files as LCMAPS, Globus and Argus read them: file by file, in each the name first, then the first pattern that the primary FQAN matches.
 * Lines with a pool ({@code .cms}) cannot be answered from the file.
 */
final class MapfileSide implements Side {
    private final List<FlatFile.Report> files;

    MapfileSide(List<FlatFile.Report> files) {
        this.files = List.copyOf(files);
    }

    @Override
    public List<Said> answer(List<Asked> subjects) {
        return subjects.stream().map(this::answer).toList();
    }

    private Said answer(Asked subject) {
        for (FlatFile.Report file : files) {
            String account = account(file, subject);
            if (account != null) {
                return Said.permit(account);
            }
        }
        return Said.deny(null);
    }

    private static @Nullable String account(FlatFile.Report file, Asked subject) {
        String account = file.accounts().get(new SlashDn(subject.dn()));
        if (account != null || subject.fqans().isEmpty()) {
            return account;
        }
        Fqan primary = Fqan.parse(subject.fqans().getFirst());
        String written = primary.toString();
        String full =
                primary.group() + "/Role=" + (primary.role() == null ? "NULL" : primary.role()) + "/Capability=NULL";
        for (FlatFile.PatternLine line : file.patterns()) {
            TextPattern pattern = new TextPattern(line.pattern());
            if (pattern.matches(full) || pattern.matches(written)) {
                return line.account();
            }
        }
        return null;
    }
}
