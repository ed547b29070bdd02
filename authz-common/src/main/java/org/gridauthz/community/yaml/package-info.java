/** The file of communities: YAML in, {@link org.gridauthz.community.Communities} or mistakes with their lines out. */
@NullMarked
package org.gridauthz.community.yaml;

import org.jspecify.annotations.NullMarked;
