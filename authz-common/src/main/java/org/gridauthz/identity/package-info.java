/**
 * Who somebody is: distinguished names, FQANs, subjects. Values that parse strictly and print canonically.
 *
 * <p>There is one model of "somebody", {@link Subject}: a person with a certificate or a bearer of a token, verified by us or
 * vouched for. The evidence it was read from (a chain, a token) stays in package {@code trust}.
 */
@NullMarked
package org.gridauthz.identity;

import org.jspecify.annotations.NullMarked;
