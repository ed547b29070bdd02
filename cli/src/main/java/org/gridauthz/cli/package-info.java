@NullMarked
package org.gridauthz.cli;

import org.jspecify.annotations.NullMarked;
