/**
 * The JSON shape that mappings (GUMS) and site decisions (SAZ) share: subjects in, results out (DESIGN §9). A streaming
 * codec, since it stands on the hot path; Jackson does the JSON.
 */
@NullMarked
package org.gridauthz.web.subjects;

import org.jspecify.annotations.NullMarked;
