/** Installs the packages in a root of their own, where systemd runs and no Java is, and uses them as an operator would. */
@NullMarked
package org.gridauthz.packages;

import org.jspecify.annotations.NullMarked;
