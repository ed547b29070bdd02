/** Pages of a VO: my membership, applying, signing, approving, people and groups. */
@NullMarked
package org.gridauthz.voms.vo.page;

import org.jspecify.annotations.NullMarked;
