package org.gridauthz.gums.policy;

import java.util.List;
import org.gridauthz.gums.mapping.Policy;

/** What reading a policy document gave. */
public sealed interface PolicyReading {
    /** A document without mistakes: every name that is referred to exists. */
    record Read(Policy policy) implements PolicyReading {}

    /**
     * A document that is not taken.
     *
     * @param mistakes all of them, in the order of the document, at most {@value #MAX_MISTAKES}; never empty
     */
    record Refused(List<Mistake> mistakes) implements PolicyReading {
        public Refused {
            mistakes = List.copyOf(mistakes);
        }
    }

    /** More mistakes than this are not named. */
    int MAX_MISTAKES = 100;
}
