/** Tests of the verbs about pools. */
@NullMarked
package org.gridauthz.cli.pool;

import org.jspecify.annotations.NullMarked;
