package org.gridauthz.gums.mapfile;

import java.util.TreeSet;

/**
 * ban-mapfile and ban-voms-mapfile of the LCMAPS VOMS plug-in (gums.md §9.4): a quoted name or FQAN pattern a line. A missing
 * file bans everybody there, so an empty one is a file too.
 */
final class BanFiles {
    /** Certificate names. */
    static final Format DNS = (scene, out) -> {
        for (String dn : new TreeSet<>(scene.data().banned().dns())) {
            Quoted.append(out, dn);
            out.append('\n');
        }
    };

    /** An FQAN there always ends in a role and a capability, so {@code /*} takes in whatever is in and below a group. */
    static final Format FQANS = (scene, out) -> {
        for (String fqan : new TreeSet<>(scene.data().banned().fqans())) {
            Quoted.append(out, fqan + "/*");
            out.append('\n');
        }
    };

    private BanFiles() {}
}
