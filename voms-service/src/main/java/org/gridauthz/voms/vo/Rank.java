package org.gridauthz.voms.vo;

/** What somebody is to a group besides its member (VOMRS). */
public enum Rank {
    /** Decides on requests for the group, its roles and what is below. */
    MANAGER,
    /** Founds subgroups and appoints managers, too. */
    OWNER
}
