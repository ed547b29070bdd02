@NullMarked
package org.gridauthz.testkit.ca;

import org.jspecify.annotations.NullMarked;
