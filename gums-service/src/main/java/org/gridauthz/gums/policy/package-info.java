/**
 * Policy documents: what an administrator does with them before and after they are in force. Plain Java; the YAML text is
 * read and written in {@code .yaml}, versions are kept in {@code .store}.
 */
@NullMarked
package org.gridauthz.gums.policy;

import org.jspecify.annotations.NullMarked;
