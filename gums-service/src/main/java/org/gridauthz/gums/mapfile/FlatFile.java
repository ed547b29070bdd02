package org.gridauthz.gums.mapfile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gridauthz.gums.mapping.Account;
import org.gridauthz.identity.SlashDn;
import org.jspecify.annotations.Nullable;

/**
 * Reads the flat files of a site that goes over to GUMS: grid-mapfile, voms-mapfile, ban-mapfile, ban-voms-mapfile. They look
 * alike and are often mixed, so each line is taken for what it says: a name or a pattern of FQANs, with an account or, in a
 * ban file, without. What cannot be taken over is reported by line, never guessed.
 */
public final class FlatFile {
    /** Longest file accepted, in characters. */
    public static final int MAX_LENGTH = 64 << 20;

    private static final int MAX_NOTES = 1000;

    private final Map<SlashDn, String> accounts = new LinkedHashMap<>();
    private final List<PatternLine> patterns = new ArrayList<>();
    private final Set<SlashDn> bannedNames = new LinkedHashSet<>();
    private final Set<String> bannedPatterns = new LinkedHashSet<>();
    private final List<Note> notes = new ArrayList<>();
    private int refused;

    private FlatFile() {}

    /** What the file is for. */
    public enum Kind {
        /** Lines with accounts: grid-mapfile, voms-mapfile. */
        MAP,
        /** Lines without: ban-mapfile, ban-voms-mapfile. */
        BAN
    }

    /** How its lines are written. */
    public enum Form {
        /** As Globus and LCMAPS read them: a name, quoted or not, and accounts. */
        PLAIN,
        /** CERTIFICATE_MAPFILE of HTCondor: names, literally or as our own lines have them; other expressions are reported. */
        HTCONDOR,
        /** dCache's multimap: {@code dn:} and {@code fqan:} with a {@code username:}. */
        MULTIMAP;

        /** The line as a name and what follows it, null if it says something else. */
        @Nullable
        FlatLine line(String line) {
            return switch (this) {
                case PLAIN -> FlatLine.of(line);
                case HTCONDOR -> HtcondorMapfile.line(line);
                case MULTIMAP -> DcacheMultimap.line(line);
            };
        }
    }

    /** Everybody whose FQAN the shell pattern matches gets this account: a policy's business, in this order. */
    public record PatternLine(int line, String pattern, String account) {}

    /** Something an administrator should look at. */
    public record Note(int line, String text) {}

    /**
     * What was read.
     *
     * @param accounts for a manual map, the first line of a name counts, as in the callouts
     * @param patterns for the policy
     * @param bannedNames to be banned by name
     * @param bannedPatterns to be banned by FQAN
     * @param notes the first {@value #MAX_NOTES} of what was left out or changed
     * @param refused how many lines could not be taken over
     */
    public record Report(
            Map<SlashDn, String> accounts,
            List<PatternLine> patterns,
            List<SlashDn> bannedNames,
            List<String> bannedPatterns,
            List<Note> notes,
            int refused) {}

    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException if it is longer than {@value #MAX_LENGTH}
     */
    public static Report read(Kind kind, String text) {
        return read(kind, Form.PLAIN, text);
    }

    /**
     * Reads a file of another form.
     *
     * @throws IllegalArgumentException if it is longer than {@value #MAX_LENGTH}
     */
    public static Report read(Kind kind, Form form, String text) {
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("a file of more than " + MAX_LENGTH + " characters");
        }
        FlatFile file = new FlatFile();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            String stripped = line.strip();
            if (!stripped.isEmpty() && stripped.charAt(0) != '#') {
                file.line(kind, number, form.line(stripped));
            }
        }
        return new Report(
                file.accounts,
                file.patterns,
                List.copyOf(file.bannedNames),
                List.copyOf(file.bannedPatterns),
                file.notes,
                file.refused);
    }

    private void line(Kind kind, int number, @Nullable FlatLine parts) {
        if (parts == null) {
            refuse(number, "no name, or its quotes do not end");
        } else if (parts.looksLikeDn()) {
            named(kind, number, parts);
        } else if (parts.name().startsWith("/")) {
            pattern(kind, number, parts);
        } else {
            refuse(number, "neither a certificate name nor an FQAN");
        }
    }

    private void named(Kind kind, int number, FlatLine line) {
        SlashDn dn;
        try {
            dn = new SlashDn(line.name());
        } catch (IllegalArgumentException malformed) {
            refuse(number, "the certificate name does not parse");
            return;
        }
        if (kind == Kind.BAN) {
            bannedNames.add(dn);
            return;
        }
        String account = account(number, line.rest());
        if (account != null) {
            String earlier = accounts.putIfAbsent(dn, account);
            if (earlier != null && !earlier.equals(account)) {
                refuse(number, "the name has an account already, and the first line counts");
            }
        }
    }

    private void pattern(Kind kind, int number, FlatLine line) {
        if (kind == Kind.BAN) {
            bannedPatterns.add(line.name());
            return;
        }
        String account = account(number, line.rest());
        if (account != null) {
            patterns.add(new PatternLine(number, line.name(), account));
        }
    }

    private @Nullable String account(int number, String rest) {
        int end = rest.indexOf(',');
        String first = (end < 0 ? rest : rest.substring(0, end)).strip();
        if (first.startsWith(".")) {
            // LCMAPS writes pools so: an account out of a gridmapdir, which is a pool here.
            refuse(number, "pool " + first + " must become a pool of the policy");
            return null;
        }
        if (!Account.wellFormed(first)) {
            refuse(number, "no account, or not the name of one");
            return null;
        }
        if (end >= 0) {
            note(number, "further accounts are left out: the first is the default");
        }
        return first;
    }

    private void refuse(int number, String text) {
        refused++;
        note(number, text);
    }

    private void note(int number, String text) {
        if (notes.size() < MAX_NOTES) {
            notes.add(new Note(number, text));
        }
    }
}
