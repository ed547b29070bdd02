/** Trust, tried with the test CA. */
package org.gridauthz.trust;
