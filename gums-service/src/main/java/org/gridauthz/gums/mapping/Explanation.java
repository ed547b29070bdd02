package org.gridauthz.gums.mapping;

import java.util.ArrayList;
import java.util.List;
import org.gridauthz.identity.Fqan;
import org.jspecify.annotations.Nullable;

/**
 * Why a decision came out as it did, a line for each thing that was looked at. The same text goes to REST, command line
 * and console. Only made when asked for.
 */
public final class Explanation {
    /** Groups that did not match beyond this many are counted, not named. */
    public static final int MAX_TRIED = 500;

    private final List<String> lines = new ArrayList<>();
    private int tried;

    void add(String line) {
        lines.add(line);
    }

    void group(Slot slot, @Nullable Fqan fqan, Verdict verdict) {
        if (verdict == Verdict.MEMBER || ++tried <= MAX_TRIED) {
            lines.add(Wording.group(slot, fqan, verdict));
        }
    }

    void end(String line) {
        if (tried > MAX_TRIED) {
            lines.add("(" + (tried - MAX_TRIED) + " more groups did not match)");
        }
        lines.add(line);
    }

    /** The lines, in the order of the evaluation; the last one is the outcome. */
    public List<String> lines() {
        return List.copyOf(lines);
    }
}
