/** Virtual organisations in tables: every write one small transaction through the change log, with its audit row. */
@NullMarked
package org.gridauthz.voms.vo.store;

import org.jspecify.annotations.NullMarked;
