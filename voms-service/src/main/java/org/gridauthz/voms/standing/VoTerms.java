package org.gridauthz.voms.standing;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.gridauthz.voms.attribute.Standing;
import org.gridauthz.voms.vo.Vo;
import org.jspecify.annotations.Nullable;

/**
 * What a VO says of all its members.
 *
 * @param activated when the rules of use in force came into force; null: there are none
 * @param optional by a group's path, whether it is issued on request only; every group is here
 * @param values the generic attributes of groups and of roles, by FQAN
 */
public record VoTerms(
        Vo vo, @Nullable Instant activated, Map<String, Boolean> optional, Map<String, List<Standing.Value>> values) {
    public VoTerms {
        optional = Map.copyOf(optional);
        values = Map.copyOf(values);
    }
}
