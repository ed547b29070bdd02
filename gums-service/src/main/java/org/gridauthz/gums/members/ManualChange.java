package org.gridauthz.gums.members;

import org.gridauthz.changes.Epoch;
import org.jspecify.annotations.Nullable;

/** What became of an administrator's change of manual members or accounts. */
public sealed interface ManualChange {
    /**
     * It is done.
     *
     * @param rows how many entries were put in or taken out; one that is there already counts
     * @param epoch place of the last change; null where nothing was asked for
     */
    record Done(int rows, @Nullable Epoch epoch) implements ManualChange {}

    /** Nothing, or nothing further, was changed. */
    enum Refused implements ManualChange {
        /** There would be more patterns than are tried one by one. */
        TOO_MANY_PATTERNS
    }
}
