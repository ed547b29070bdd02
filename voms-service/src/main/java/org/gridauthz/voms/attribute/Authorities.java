package org.gridauthz.voms.attribute;

import java.util.List;

/**
 * The VOs that should have a port of their own here. Asked every few seconds: what is new is opened, what is gone is closed,
 * what changed is opened anew. Several sources may be asked; the first to name a VO or a port has it.
 */
public interface Authorities {
    /** All of them now; throws any RuntimeException if it cannot be found out, and then nothing changes. */
    List<Authority> now();
}
