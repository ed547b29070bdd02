package org.gridauthz.voms.vo;

/** How many there are. */
public record Statistics(long people, long suspended, long expired, long groups, long certificates) {}
