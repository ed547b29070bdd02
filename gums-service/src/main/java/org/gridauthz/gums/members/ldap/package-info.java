/** Member lists and accounts from a directory. */
@NullMarked
package org.gridauthz.gums.members.ldap;

import org.jspecify.annotations.NullMarked;
