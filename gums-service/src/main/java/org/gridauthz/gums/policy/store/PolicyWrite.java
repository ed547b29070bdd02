package org.gridauthz.gums.policy.store;

import java.util.List;
import org.gridauthz.changes.Epoch;
import org.gridauthz.gums.policy.Mistake;

/** What a write of the policy gave. */
public sealed interface PolicyWrite {
    /**
     * Done.
     *
     * @param version the version that was stored or put in force
     * @param repeated whether an earlier request with the same key had done it
     */
    record Done(long version, Epoch epoch, boolean repeated) implements PolicyWrite {}

    /** The document has mistakes; never empty. */
    record Mistaken(List<Mistake> mistakes) implements PolicyWrite {
        public Mistaken {
            mistakes = List.copyOf(mistakes);
        }
    }

    /** There is no such version. */
    record Unknown(long version) implements PolicyWrite {}

    /** Somebody else has put another version in force meanwhile. */
    record Overtaken(long current) implements PolicyWrite {}
}
