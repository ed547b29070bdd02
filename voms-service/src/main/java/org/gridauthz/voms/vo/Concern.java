package org.gridauthz.voms.vo;

/** Whose standing a write that is about no single person may have changed: its key in the change log. */
public enum Concern {
    /** Anybody's. */
    EVERYBODY("*"),
    /** Nobody's own rows, but what the VO says of all: its rules, groups, and the attributes of groups and roles. */
    TERMS("/"),
    /** Nobody's: no attribute certificate says anything else after it. */
    NOBODY("-");

    private final String key;

    Concern(String key) {
        this.key = key;
    }

    /** What stands after the VO's name in the change log; no person's id. */
    public String key() {
        return key;
    }
}
