/** Lists of people in and out: CSV, JSON, VOMS-Admin's user dump and its database. */
@NullMarked
package org.gridauthz.voms.vo.exchange;

import org.jspecify.annotations.NullMarked;
