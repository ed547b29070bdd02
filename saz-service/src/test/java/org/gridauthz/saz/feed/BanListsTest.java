package org.gridauthz.saz.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gridauthz.ban.Ban;
import org.gridauthz.ban.BanIndex;
import org.gridauthz.ban.BanKind;
import org.gridauthz.ban.BanTarget;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.saz.feed.rest.JsonBans;
import org.gridauthz.web.Rendered;
import org.junit.jupiter.api.Test;

/** Ban lists are written once for each state. */
class BanListsTest {
    private BanIndex index = index(100_000);
    private final BanLists lists = new BanLists(() -> index, Map.of(), JsonBans::of);

    @Test
    void anUnchangedListOfAHundredThousandRowsCostsNoMillisecond() {
        for (String format : lists.names()) {
            Rendered first = lists.file(format);
            long begun = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            int times = 1000;
            for (int i = 0; i < times; i++) {
                assertThat(lists.file(format)).isSameAs(first);
            }
            long each = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begun) / times;
            assertThat(each).as(format).isLessThan(1_000_000);
        }
    }

    @Test
    void theTagFollowsTheBansAndNothingElse() {
        Rendered before = lists.file("ban-mapfile");
        Rendered attributes = lists.file("ban-voms-mapfile");
        Ban eve = ban("/CN=Eve");
        index = index.with(eve);
        assertThat(lists.file("ban-mapfile").etag()).isNotEqualTo(before.etag());
        assertThat(new String(lists.file("ban-mapfile").bytes(), StandardCharsets.UTF_8))
                .contains("\"/CN=Eve\"\n");
        assertThat(lists.file("ban-voms-mapfile").etag()).isEqualTo(attributes.etag());
        index = index.without(eve);
        assertThat(lists.file("ban-mapfile").etag()).isEqualTo(before.etag());
        BanIndex other = BanIndex.of(index.bans().reversed(), Map.of(), Instant.EPOCH);
        for (String format : lists.names()) {
            assertThat(new BanLists(() -> other, Map.of(), JsonBans::of)
                            .file(format)
                            .etag())
                    .as("another instance")
                    .isEqualTo(lists.file(format).etag());
        }
        assertThat(lists.file("nothing")).isNull();
    }

    @Test
    void readersAreNamedByPattern() {
        FileReaders readers = new FileReaders(List.of("/DC=org/CN=*.site.org", "/CN=one"));
        assertThat(readers.may(new SlashDn("/DC=org/CN=ce1.site.org"))).isTrue();
        assertThat(readers.may(new SlashDn("/DC=org/CN=ce1.site.org/CN=x"))).isFalse();
        assertThat(readers.may(new SlashDn("/DC=org/OU=x/CN=ce1.site.org"))).isFalse();
        assertThat(readers.may(new SlashDn("/DC=org/CN=ce1xsite.org"))).isFalse();
        assertThat(readers.may(new SlashDn("/CN=one"))).isTrue();
        assertThat(new FileReaders(List.of()).may(new SlashDn("/CN=one"))).isFalse();
    }

    private static BanIndex index(int size) {
        List<Ban> bans = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            bans.add(ban("/DC=org/CN=Person " + i));
        }
        return BanIndex.of(bans, Map.of(), Instant.EPOCH);
    }

    private static Ban ban(String dn) {
        return new Ban(BanTarget.of(BanKind.DN, dn), Ban.OFFICER, 1, "because", "T-1", null);
    }
}
