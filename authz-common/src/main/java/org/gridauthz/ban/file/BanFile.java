package org.gridauthz.ban.file;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.gridauthz.ban.BanKind;
import org.gridauthz.ban.BanTarget;
import org.gridauthz.ban.MalformedBanException;
import org.jspecify.annotations.Nullable;

/**
 * Reads back what {@link LcmapsBans}, {@link HtcondorBans} and {@link DcacheBans} write, and the files of that kind that sites have.
 * Written, read and written again a file is the same; what a line says that is no ban of ours is told by line, never guessed.
 */
public final class BanFile {
    /** Longest file accepted, in characters. */
    public static final int MAX_LENGTH = 64 << 20;

    private static final int MAX_NOTES = 1000;

    private final Set<BanTarget> bans = new LinkedHashSet<>();
    private final List<Note> notes = new ArrayList<>();
    private int left;

    private BanFile() {}

    /** What software reads the file. */
    public enum Form {
        /** Names and FQAN patterns of LCMAPS: ban-mapfile, ban-voms-mapfile, also mixed. */
        BAN_MAPFILE,
        BAN_VOMS_MAPFILE,
        /** A map file of HTCondor(-CE) in which the banned become somebody of {@code banned.htcondor.org}. */
        HTCONDOR_CE,
        /** dCache's {@code ban.conf}. */
        DCACHE_BAN;

        /** As in {@code /api/v1/banfiles/…}. */
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** The form of a text; empty for an unknown one. */
        public static Optional<Form> of(String text) {
            return List.of(values()).stream()
                    .filter(form -> form.text().equals(text))
                    .findFirst();
        }
    }

    /** A line that was left out, and why. */
    public record Note(int line, String text) {}

    /**
     * What was read.
     *
     * @param bans in the order of the file; those of FQANs last
     * @param notes the first {@value #MAX_NOTES} lines that were left out
     * @param left how many were
     */
    public record Read(List<BanTarget> bans, List<Note> notes, int left) {
        public Read {
            bans = List.copyOf(bans);
            notes = List.copyOf(notes);
        }
    }

    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException if it is longer than {@value #MAX_LENGTH}
     */
    public static Read read(Form form, String text) {
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("a file of more than " + MAX_LENGTH + " characters");
        }
        BanFile file = new BanFile();
        BanLines lines = switch (form) {
            case BAN_MAPFILE, BAN_VOMS_MAPFILE -> new LcmapsLines(file);
            case HTCONDOR_CE -> new HtcondorLines(file);
            case DCACHE_BAN -> new DcacheLines(file);
        };
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            String begun = line.stripLeading();
            if (!begun.isEmpty() && begun.charAt(0) != '#') {
                String why = lines.read(begun);
                if (why != null) {
                    file.leave(number, why);
                }
            }
        }
        lines.end();
        return new Read(List.copyOf(file.bans), file.notes, file.left);
    }

    /** One software's lines. */
    interface BanLines {
        /** Reads a line that says something; tells what is wrong with it, or null. */
        @Nullable
        String read(String line);

        /** All lines were read. */
        default void end() {}
    }

    /** Takes a ban; tells what is wrong with it, or null. */
    @Nullable
    String take(BanKind kind, String value, @Nullable String qualifier) {
        try {
            bans.add(new BanTarget(kind, value, qualifier));
            return null;
        } catch (MalformedBanException e) {
            return "names nothing that can be banned: " + e.getMessage();
        }
    }

    /** A group with all below it: a VO as a whole where it is the first group. */
    @Nullable
    String takeTree(String group) {
        return group.indexOf('/', 1) < 0
                ? take(BanKind.VO, group.substring(Math.min(1, group.length())), null)
                : take(BanKind.FQAN, group + "/*", null);
    }

    private void leave(int line, String why) {
        left++;
        if (notes.size() < MAX_NOTES) {
            notes.add(new Note(line, why));
        }
    }
}
