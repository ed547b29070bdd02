package org.gridauthz.gums.mapping;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Merges ascending lists of places lazily, each place once: a walk that ends early has not looked at the rest. */
final class Candidates {
    private int[][] lists = new int[8][];
    private int[] at = new int[8];
    private int count;

    void add(int @Nullable [] places) {
        if (places == null || places.length == 0) {
            return;
        }
        if (count == lists.length) {
            lists = Arrays.copyOf(lists, count * 2);
            at = Arrays.copyOf(at, count * 2);
        }
        lists[count++] = places;
    }

    /** The next place; -1 when there is none. */
    int next() {
        int least = Integer.MAX_VALUE;
        for (int i = 0; i < count; i++) {
            if (at[i] < lists[i].length && lists[i][at[i]] < least) {
                least = lists[i][at[i]];
            }
        }
        for (int i = 0; i < count; i++) {
            if (at[i] < lists[i].length && lists[i][at[i]] == least) {
                at[i]++;
            }
        }
        return least == Integer.MAX_VALUE ? -1 : least;
    }
}
