/** Tests of the verbs that open databases. */
@NullMarked
package org.gridauthz.cli.database;

import org.jspecify.annotations.NullMarked;
