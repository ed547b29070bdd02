/**
 * The audit trail's two places: decisions in a local rotated file, admin acts as rows of the database.
 */
@NullMarked
package org.gridauthz.audit.store;

import org.jspecify.annotations.NullMarked;
