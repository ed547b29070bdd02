package org.gridauthz.voms.port;

import org.gridauthz.voms.attribute.Asked;
import org.gridauthz.voms.attribute.Refusal;

/** What a request was understood as. */
sealed interface Reading {
    /** Whether the answer may be in base64; else in VOMS's own alphabet, on the XML protocol. */
    boolean base64();

    /**
     * A question.
     *
     * @param listOnly the attributes as a list, no certificate
     */
    record Understood(Asked asked, boolean listOnly, boolean base64) implements Reading {}

    /** Nothing that can be answered. */
    record Not(Refusal why, boolean base64) implements Reading {}
}
