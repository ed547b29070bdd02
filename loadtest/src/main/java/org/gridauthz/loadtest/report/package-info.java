/** What a run leaves: the figures as JSON, a page with plots, and which machine it was. */
@NullMarked
package org.gridauthz.loadtest.report;

import org.jspecify.annotations.NullMarked;
