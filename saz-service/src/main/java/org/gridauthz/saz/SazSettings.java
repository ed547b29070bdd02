package org.gridauthz.saz;

import java.util.Map;
import org.gridauthz.ban.BanKind;
import org.gridauthz.saz.decision.FirstSight;
import org.gridauthz.saz.decision.SiteRules;
import org.gridauthz.saz.decision.WithoutVo;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a site sets for SAZ alone; see {@link org.gridauthz.assembly.SiteSettings} for the rest.
 *
 * @param firstSight by kind ({@code dn}, {@code vo}, {@code issuer_subject} …); what is left out permits and records
 * @param allowWithoutVo whether somebody without a verified VO may come
 * @param subjects most subjects recorded
 * @param fourEyesLifting whether one officer asks for a lift and another one confirms it
 */
@ConfigurationProperties("gridauthz.saz")
record SazSettings(
        @DefaultValue Map<BanKind, FirstSight> firstSight,
        @DefaultValue("YES") WithoutVo allowWithoutVo,
        @DefaultValue("2000000") long subjects,
        @DefaultValue("false") boolean fourEyesLifting) {
    SiteRules rules() {
        return new SiteRules(firstSight, allowWithoutVo);
    }
}
