/** A real service in the test's JVM, with a site of its own around it. */
@NullMarked
package org.gridauthz.testkit.service;

import org.jspecify.annotations.NullMarked;
