/**
 * Databases for tests: a fresh, migrated schema on H2 or on a real MySQL server.
 */
@NullMarked
package org.gridauthz.testkit.db;

import org.jspecify.annotations.NullMarked;
