/** Applications, signatures, reminders and mail in tables, and the runs that come round. */
@NullMarked
package org.gridauthz.voms.registration.store;

import org.jspecify.annotations.NullMarked;
