/** Verbs that try a mapping policy before it is in force. They read files only, no service and no database. */
@NullMarked
package org.gridauthz.cli.policy;

import org.jspecify.annotations.NullMarked;
