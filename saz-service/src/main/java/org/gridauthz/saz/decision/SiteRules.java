package org.gridauthz.saz.decision;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.gridauthz.ban.BanKind;

/**
 * What a site has set for its decisions.
 *
 * @param firstSight what is not in it is {@link FirstSight#PERMIT_AND_RECORD}
 */
public record SiteRules(Map<BanKind, FirstSight> firstSight, WithoutVo withoutVo) {
    /** Everybody whom nobody banned. */
    public static final SiteRules OPEN = new SiteRules(Map.of(), WithoutVo.YES);

    /** Keeps a copy. */
    public SiteRules {
        firstSight = firstSight.isEmpty() ? Map.of() : Map.copyOf(new EnumMap<>(firstSight));
    }

    /** The policy of a kind. */
    public FirstSight of(BanKind kind) {
        return firstSight.getOrDefault(kind, FirstSight.PERMIT_AND_RECORD);
    }

    /** The kinds of which decisions must know what was recorded. */
    public Set<BanKind> watched() {
        Set<BanKind> watched = EnumSet.noneOf(BanKind.class);
        firstSight.forEach((kind, policy) -> {
            if (policy != FirstSight.PERMIT_AND_RECORD) {
                watched.add(kind);
            }
        });
        return watched;
    }
}
