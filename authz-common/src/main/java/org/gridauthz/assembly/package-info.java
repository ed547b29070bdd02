/**
 * What each service is assembled of, in Spring's terms, whatever it decides: settings of the site, trust, the way of changes
 * and bans, health, metrics, the trail of decisions. A service imports {@link org.gridauthz.assembly.ServiceAssembly}
 * and adds its own.
 */
@NullMarked
package org.gridauthz.assembly;

import org.jspecify.annotations.NullMarked;
