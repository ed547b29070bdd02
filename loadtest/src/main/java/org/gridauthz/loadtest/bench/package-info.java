/** JMH benchmarks. Each names its baseline as a sibling method: what is reported is the ratio, in one run. */
@NullMarked
package org.gridauthz.loadtest.bench;

import org.jspecify.annotations.NullMarked;
