package org.gridauthz.voms.vo;

/** A group somebody manages or owns. */
public record Managed(String path, Rank rank) {}
