/**
 * How people stand in their VOs, kept in memory: what an attribute certificate is decided by without asking the database. What
 * changed since it was read is doubted, and whoever is doubted is looked up in the tables until she was read anew.
 */
@NullMarked
package org.gridauthz.voms.standing;

import org.jspecify.annotations.NullMarked;
