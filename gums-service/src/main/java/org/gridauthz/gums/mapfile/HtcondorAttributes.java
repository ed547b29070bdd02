package org.gridauthz.gums.mapfile;

import org.gridauthz.ban.file.HtcondorName;
import org.gridauthz.gums.mapping.UserGroup;
import org.jspecify.annotations.Nullable;

/** The FQANs of a group as an expression of HTCondor's, without anything that could reach into the next FQAN of a name. */
final class HtcondorAttributes {
    static final String NO_CAPABILITY = "(\\/Capability\\=NULL)?";

    private static final String NO_ROLE = "(\\/Role\\=NULL)?";
    private static final String GROUPS = "(\\/[^,\\/=]*)*";

    private HtcondorAttributes() {}

    /** Null if the attribute alone does not decide. */
    static @Nullable String of(UserGroup.Voms group) {
        String path = HtcondorName.literal(group.group());
        int slash = group.group().indexOf('/', 1);
        String vo =
                HtcondorName.literal(slash < 0 ? group.group() : group.group().substring(0, slash));
        String role = group.role() == null ? NO_ROLE : HtcondorName.literal("/Role=" + group.role());
        return switch (group.match()) {
            case EXACT -> path + role + NO_CAPABILITY;
            case VOROLE -> vo + GROUPS + role + NO_CAPABILITY;
            case ROLE -> GROUPS + role + NO_CAPABILITY;
            case VOGROUP -> path + (group.subgroups() ? GROUPS : "") + "(\\/Role\\=[^,\\/]*)?" + NO_CAPABILITY;
            case VO -> vo + "(\\/[^,]*)?";
            case IGNORE -> null;
        };
    }
}
