@NullMarked
package org.gridauthz.loadtest;

import org.jspecify.annotations.NullMarked;
