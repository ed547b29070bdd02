/** The command, run in this very process. */
package org.gridauthz.cli;
