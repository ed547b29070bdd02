package org.gridauthz.voms.vo;

/** A role's name, the same in every group of a VO. */
public record Role(String name, String description) {}
