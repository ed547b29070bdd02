package org.gridauthz.voms.vo;

/** One line of an ACL. */
public record AclEntry(AclSubject subject, Permissions permissions) {}
