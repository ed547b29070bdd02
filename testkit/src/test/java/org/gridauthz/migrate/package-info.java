/** Upgrades while everything runs. */
@org.jspecify.annotations.NullMarked
package org.gridauthz.migrate;
