/**
 * The database's tables: Flyway scripts, one folder a service beside the folder all share, and their runner.
 */
@NullMarked
package org.gridauthz.migrate;

import org.jspecify.annotations.NullMarked;
