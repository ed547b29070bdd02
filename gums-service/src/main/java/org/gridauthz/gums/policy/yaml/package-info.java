/** Policy documents as YAML text: strict, bounded, every mistake named at once. */
@NullMarked
package org.gridauthz.gums.policy.yaml;

import org.jspecify.annotations.NullMarked;
