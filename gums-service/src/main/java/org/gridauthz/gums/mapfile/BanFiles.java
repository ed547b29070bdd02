package org.gridauthz.gums.mapfile;

import org.gridauthz.ban.file.LcmapsBans;

/**
 * ban-mapfile and ban-voms-mapfile of the LCMAPS VOMS plug-in (gums.md §9.4), the same lines as SAZ serves. A missing
 * file bans everybody there, so an empty one is a file too.
 */
final class BanFiles {
    /** Certificate names. */
    static final Format DNS = (scene, out) -> LcmapsBans.names(scene.data().banned(), out);

    /** FQAN patterns. */
    static final Format FQANS =
            (scene, out) -> LcmapsBans.attributes(scene.data().banned(), out);

    private BanFiles() {}
}
