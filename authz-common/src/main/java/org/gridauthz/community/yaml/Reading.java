package org.gridauthz.community.yaml;

import java.util.List;
import org.gridauthz.community.Communities;

/** What became of a text. */
public sealed interface Reading {
    /** It says this. */
    record Good(Communities communities) implements Reading {}

    /** It is not taken, for these reasons: {@code line 7: weight: a whole number is expected}. At least one. */
    record Bad(List<String> mistakes) implements Reading {
        public Bad {
            mistakes = List.copyOf(mistakes);
        }
    }
}
