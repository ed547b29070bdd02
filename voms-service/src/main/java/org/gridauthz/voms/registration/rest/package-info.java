/** The interface of applicants, members and those who decide. */
@NullMarked
package org.gridauthz.voms.registration.rest;

import org.jspecify.annotations.NullMarked;
