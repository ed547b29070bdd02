package org.gridauthz.saz.decision;

import java.time.Instant;
import org.gridauthz.identity.Subject;

/**
 * Somebody came.
 *
 * @param caller who asked about the subject: the community, where communities are told apart
 */
public record Sighting(String caller, Subject subject, Instant at) {}
