package org.gridauthz.saz;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.gridauthz.ban.BanKind;
import org.gridauthz.saz.decision.FirstSight;
import org.gridauthz.saz.decision.SiteRules;
import org.gridauthz.saz.decision.WithoutVo;
import org.gridauthz.saz.feed.Feed;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a site sets for SAZ alone; see {@link org.gridauthz.assembly.SiteSettings} for the rest.
 *
 * @param firstSight by kind ({@code dn}, {@code vo}, {@code issuer_subject} …); what is left out permits and records
 * @param allowWithoutVo whether somebody without a verified VO may come
 * @param subjects most subjects recorded
 * @param fourEyesLifting whether one officer asks for a lift and another one confirms it
 * @param banFileReaders who may fetch ban lists; see {@link org.gridauthz.saz.feed.FileReaders}
 * @param feeds ban lists of others
 */
@ConfigurationProperties("gridauthz.saz")
record SazSettings(
        @DefaultValue Map<BanKind, FirstSight> firstSight,
        @DefaultValue("YES") WithoutVo allowWithoutVo,
        @DefaultValue("2000000") long subjects,
        @DefaultValue("false") boolean fourEyesLifting,
        @DefaultValue List<String> banFileReaders,
        @DefaultValue List<FeedSetting> feeds) {
    /** See {@link Feed}. */
    record FeedSetting(
            String name,
            Feed.Form form,
            URI url,
            @Nullable String vo,
            @DefaultValue("10m") Duration every,
            @DefaultValue("24h") Duration ageLimit,
            @DefaultValue("60s") Duration deadline,
            @DefaultValue("67108864") long maxBytes,
            @DefaultValue("200000") int maxBans,
            @DefaultValue("0.5") double shrink,
            @DefaultValue("false") boolean wide) {
        Feed feed() {
            return new Feed(name, form, url, vo, every, ageLimit, deadline, maxBytes, maxBans, shrink, wide);
        }
    }

    SiteRules rules() {
        return new SiteRules(firstSight, allowWithoutVo);
    }
}
