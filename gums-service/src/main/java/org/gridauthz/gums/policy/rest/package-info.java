/** {@code /api/v1/policies}: versions of the policy for administrators. */
@NullMarked
package org.gridauthz.gums.policy.rest;

import org.jspecify.annotations.NullMarked;
