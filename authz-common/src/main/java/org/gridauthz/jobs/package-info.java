/** Scheduled runs that one instance of many does: whoever inserts (job, slot) first has the run, until its lease ends. */
@NullMarked
package org.gridauthz.jobs;

import org.jspecify.annotations.NullMarked;
