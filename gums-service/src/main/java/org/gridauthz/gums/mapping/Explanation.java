package org.gridauthz.gums.mapping;

import java.util.ArrayList;
import java.util.List;

/**
 * Why a decision came out as it did, a line for each thing that was looked at. The same text goes to REST, command line
 * and console. Only made when asked for.
 */
public final class Explanation {
    /** Further lines are counted, not kept. */
    public static final int MAX_LINES = 500;

    private final List<String> lines = new ArrayList<>();
    private int dropped;

    void add(String line) {
        if (lines.size() < MAX_LINES) {
            lines.add(line);
        } else {
            dropped++;
        }
    }

    /** The last line is always kept. */
    void end(String line) {
        if (dropped > 0) {
            lines.add("… and " + dropped + " more");
        }
        lines.add(line);
    }

    /** The lines, in the order of the evaluation; the last one is the outcome. */
    public List<String> lines() {
        return List.copyOf(lines);
    }
}
