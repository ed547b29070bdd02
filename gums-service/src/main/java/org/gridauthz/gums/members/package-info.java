/** Lists the site copies from elsewhere and never reads during a decision: VO members, directory groups and accounts, manual groups. Plain Java; the wires are in {@code .voms} and {@code .ldap}, the tables in {@code .store}. */
@NullMarked
package org.gridauthz.gums.members;

import org.jspecify.annotations.NullMarked;
