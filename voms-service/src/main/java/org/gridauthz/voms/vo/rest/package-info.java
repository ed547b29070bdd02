/** The administrators' interface of a VO under {@code /api/v1/vos}. */
@NullMarked
package org.gridauthz.voms.vo.rest;

import org.jspecify.annotations.NullMarked;
