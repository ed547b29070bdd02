/**
 * An instance's knowledge in a local file, from which it starts while every database is gone.
 */
@NullMarked
package org.gridauthz.changes.snapshot;

import org.jspecify.annotations.NullMarked;
