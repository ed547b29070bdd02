/**
 * What is banned: the index that GUMS and SAZ both consult. SAZ administers it.
 */
@NullMarked
package org.gridauthz.ban;

import org.jspecify.annotations.NullMarked;
