/**
 * Virtual organisations: people, groups, roles, attributes, and who may change them. Plain Java; the tables stand in
 * {@code .store}, the administrators' interface in {@code .rest}.
 */
@NullMarked
package org.gridauthz.voms.vo;

import org.jspecify.annotations.NullMarked;
