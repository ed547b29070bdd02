/** {@code loadtest/ban-clock}: how long after the officer's 201 somebody is still let in. */
@NullMarked
package org.gridauthz.loadtest.banclock;

import org.jspecify.annotations.NullMarked;
