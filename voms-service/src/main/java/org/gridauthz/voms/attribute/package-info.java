/**
 * The attribute authority's decision: who asks, what she holds, and what an attribute certificate for her says. Members
 * come from a {@link org.gridauthz.voms.attribute.Memberships}, signatures from {@link org.gridauthz.trust}.
 */
@NullMarked
package org.gridauthz.voms.attribute;

import org.jspecify.annotations.NullMarked;
