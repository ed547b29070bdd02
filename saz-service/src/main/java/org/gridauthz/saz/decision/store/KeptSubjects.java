package org.gridauthz.saz.decision.store;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.gridauthz.ban.BanKind;
import org.gridauthz.changes.Epoch;
import org.gridauthz.changes.Kept;
import org.gridauthz.saz.decision.RecordedSubjects;
import org.jspecify.annotations.Nullable;

/**
 * Recorded subjects as rows of a snapshot. Its name says which kinds they are of: with others watched, what one did not see would
 * look like what never came.
 */
final class KeptSubjects implements Kept {
    private static final String RECORDED = "recorded";
    private static final String TRUSTED = "trusted";

    private final RecordedSubjects known;
    private final String name;

    KeptSubjects(RecordedSubjects known, Set<BanKind> watched) {
        this.known = known;
        this.name = "subjects-1" + new TreeSet<>(watched);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Stream<List<@Nullable String>> rows() {
        return Stream.concat(
                known.trustedNames().stream().map(dn -> row(TRUSTED, dn)),
                known.ids().stream().map(id -> row(RECORDED, id)));
    }

    private static List<@Nullable String> row(String what, String text) {
        return Arrays.asList(what, text);
    }

    @Override
    public Runnable restored(Stream<List<@Nullable String>> rows, Epoch at) {
        Set<String> ids = new HashSet<>();
        Set<String> trusted = new HashSet<>();
        for (Iterator<List<@Nullable String>> each = rows.iterator(); each.hasNext(); ) {
            List<@Nullable String> row = each.next();
            String what = row.getFirst();
            String text = row.get(1);
            if (text == null || !(RECORDED.equals(what) || TRUSTED.equals(what))) {
                throw new IllegalArgumentException("a subject that is " + what);
            }
            (TRUSTED.equals(what) ? trusted : ids).add(text);
        }
        return () -> known.replace(ids, trusted);
    }
}
