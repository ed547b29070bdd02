/** Mail that waits in the outbox, sent by SMTP. */
@NullMarked
package org.gridauthz.voms.registration.mail;

import org.jspecify.annotations.NullMarked;
