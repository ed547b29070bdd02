@NullMarked
package org.gridauthz.cli.ban;

import org.jspecify.annotations.NullMarked;
