/** The lab of {@code deploy/lab}, from Java: the sample site in network namespaces of this machine. */
@NullMarked
package org.gridauthz.loadtest.lab;

import org.jspecify.annotations.NullMarked;
