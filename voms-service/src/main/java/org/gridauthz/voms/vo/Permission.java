package org.gridauthz.voms.vo;

/** What somebody may do in a group; the bits are VOMS-Admin's, fixed on its wire ({@code operations/VOMSPermission.java}). */
public enum Permission {
    /** See subgroups, roles and attribute classes. */
    CONTAINER_READ(1),
    /** Found and dissolve them. */
    CONTAINER_WRITE(2),
    /** See who is in. */
    MEMBERSHIP_READ(4),
    /** Put people in and take them out. */
    MEMBERSHIP_WRITE(8),
    /** See who may do what. */
    ACL_READ(16),
    /** Change who may do what. */
    ACL_WRITE(32),
    /** Change what new children begin with. */
    ACL_DEFAULT(64),
    /** See applications. */
    REQUESTS_READ(128),
    /** Decide on applications. */
    REQUESTS_WRITE(256),
    /** See attribute values. */
    ATTRIBUTES_READ(512),
    /** Change attribute values. */
    ATTRIBUTES_WRITE(1024),
    /** See personal data. */
    PERSONAL_INFO_READ(2048),
    /** Change personal data. */
    PERSONAL_INFO_WRITE(4096),
    /** Suspend people and certificates, and restore them. */
    SUSPEND(8192);

    private final int bit;

    Permission(int bit) {
        this.bit = bit;
    }

    /** The bit on VOMS-Admin's wire. */
    public int bit() {
        return bit;
    }
}
