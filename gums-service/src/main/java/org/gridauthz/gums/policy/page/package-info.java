/** Pages of the policy: versions, differences, findings, assertions. */
@NullMarked
package org.gridauthz.gums.policy.page;

import org.jspecify.annotations.NullMarked;
