@NullMarked
package org.gridauthz.gums;

import org.jspecify.annotations.NullMarked;
