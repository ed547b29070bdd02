/**
 * Error codes, problem documents, decision ids, admin rights.
 */
@NullMarked
package org.gridauthz.web;

import org.jspecify.annotations.NullMarked;
