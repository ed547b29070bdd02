/** Manual groups, manual account maps and copied lists, administered. */
@NullMarked
package org.gridauthz.gums.members.rest;

import org.jspecify.annotations.NullMarked;
