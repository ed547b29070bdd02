/** Tests of the verbs that try policies. */
@NullMarked
package org.gridauthz.cli.policy;

import org.jspecify.annotations.NullMarked;
