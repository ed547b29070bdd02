@NullMarked
package org.gridauthz.testkit;

import org.jspecify.annotations.NullMarked;
