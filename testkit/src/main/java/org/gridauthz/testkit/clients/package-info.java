/**
 * Programs of other makers, run as their users run them.
 */
@NullMarked
package org.gridauthz.testkit.clients;

import org.jspecify.annotations.NullMarked;
