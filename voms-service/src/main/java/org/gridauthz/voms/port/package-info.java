/**
 * The VOMS port: one a VO, which takes the three openings of voms.md §1 on one listener, answers and closes; the keys its
 * attribute authorities sign with, and the files by which sites come to know them.
 */
@NullMarked
package org.gridauthz.voms.port;

import org.jspecify.annotations.NullMarked;
