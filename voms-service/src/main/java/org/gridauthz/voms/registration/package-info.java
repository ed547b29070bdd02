/**
 * How people come into a VO, ask for more, sign its rules, stay and go: state machines in plain Java, each told the time. The
 * tables stand in {@code .store}, mail in {@code .mail}, the interface in {@code .rest}.
 */
@NullMarked
package org.gridauthz.voms.registration;

import org.jspecify.annotations.NullMarked;
