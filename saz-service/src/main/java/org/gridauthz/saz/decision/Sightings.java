package org.gridauthz.saz.decision;

import org.gridauthz.identity.SlashDn;
import org.gridauthz.identity.Subject;

/** Told of everybody who comes. Never makes a decision wait or fail. */
@FunctionalInterface
public interface Sightings {
    /**
     * Keeps it soon, or counts it as dropped.
     *
     * @param caller who asked: no caller may use up what is kept for all
     */
    void seen(SlashDn caller, Subject subject);
}
