/**
 * The audit trail: decisions as lines in a file, admin writes as rows.
 */
@NullMarked
package org.gridauthz.audit;

import org.jspecify.annotations.NullMarked;
