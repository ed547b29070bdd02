/** Where member lists are kept: staged in chunks, made current by one small transaction. */
@NullMarked
package org.gridauthz.gums.members.store;

import org.jspecify.annotations.NullMarked;
