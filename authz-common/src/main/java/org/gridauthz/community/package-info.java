/**
 * Communities: who belongs to which, what each may take, and the fair scheduler that holds them apart (DESIGN §5). Plain
 * Java with the clock handed in; how it meets Tomcat stands in {@code org.gridauthz.tls}.
 */
@NullMarked
package org.gridauthz.community;

import org.jspecify.annotations.NullMarked;
