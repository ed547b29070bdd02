/**
 * Who somebody is: distinguished names, FQANs, subjects. Values that parse strictly and print canonically.
 */
@NullMarked
package org.gridauthz.identity;

import org.jspecify.annotations.NullMarked;
