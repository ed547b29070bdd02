package org.gridauthz.ban;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gridauthz.identity.Fqan;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.identity.Subject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BanIndexTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Map<String, Set<String>> ISSUERS = Map.of("cms", Set.of("https://cms.example/"));

    private static Ban ban(String kind, String value, @Nullable String qualifier) {
        return ban(kind, value, qualifier, Ban.OFFICER, null);
    }

    private static Ban ban(
            String kind, String value, @Nullable String qualifier, String origin, @Nullable Instant until) {
        BanTarget target = new BanTarget(BanKind.of(kind).orElseThrow(), value, qualifier);
        return new Ban(target, origin, 1, "because", "T-1", until);
    }

    private static Subject.Person person(String dn, String... fqans) {
        return new Subject.Person(
                new SlashDn(dn),
                false,
                new SlashDn("/DC=org/CN=Grid CA"),
                "4711",
                Arrays.stream(fqans).map(Fqan::parse).toList(),
                false);
    }

    private static BanIndex index(Ban... bans) {
        BanIndex built = BanIndex.of(List.of(bans), ISSUERS, NOW);
        BanIndex grown = BanIndex.of(List.of(), ISSUERS, NOW);
        for (Ban ban : bans) {
            grown = grown.with(ban);
        }
        assertThat(grown.size()).isEqualTo(built.size());
        return grown;
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // kind, value, qualifier, hit
                "dn, /DC=org/CN=Jane, -, true",
                "dn, /dc=org/cn=Jane, -, true",
                "dn, /DC=org/commonName=Jane, -, true",
                "dn, /DC=org/CN=jane, -, false",
                "dn, /DC=org/CN=Jane Doe, -, false",
                "dn, /DC=org/CN=Jane, /DC=org/CN=Grid CA, true",
                "dn, /DC=org/CN=Jane, /dc=org/CN=Grid CA, true",
                "dn, /DC=org/CN=Jane, /DC=org/CN=Other CA, false",
                "certificate, /DC=org/CN=Grid CA, 4711, true",
                "certificate, /DC=org/CN=Grid CA, 4712, false",
                "certificate, /DC=org/CN=Other CA, 4711, false",
                "ca, /DC=org/CN=Grid CA, -, true",
                "ca, /DC=org/CN=Other CA, -, false",
                "vo, cms, -, true",
                "vo, CMS, -, true",
                "vo, cm, -, false",
                "fqan, /cms, -, false",
                "fqan, /cms/*, -, true",
                "fqan, /cms/prod/mc, -, true",
                "fqan, /cms/prod/mc/*, -, true",
                "fqan, /cms/prod/mc/Role=pilot, -, true",
                "fqan, /cms/prod/mc/Role=lcgadmin, -, false",
                "fqan, /cms/prod/Role=pilot, -, false",
                "fqan, /cms/prod/*/Role=pilot, -, true",
                "fqan, /cms/*/Role=pilot, -, true",
                "fqan, /cms/*/Role=lcgadmin, -, false",
                "fqan, /cms/pro/*, -, false",
                "fqan, /atlas, -, true",
                "fqan, /atlas/Role=NULL, -, true",
                "fqan, /atlas/*/Role=pilot, -, false",
                "issuer, https://cms.example/, -, false",
            })
    void aPersonIsHit(String kind, String value, @Nullable String qualifier, boolean hit) {
        Ban ban = ban(kind, value, qualifier);
        Subject jane = person("/DC=org/CN=Jane", "/cms/prod/mc/Role=pilot", "/atlas");

        assertThat(index(ban).hit(jane)).isEqualTo(hit ? ban : null);
        assertThat(index(ban).hits(jane)).isEqualTo(hit ? List.of(ban) : List.of());
        assertThat(index(ban).without(ban).hit(jane)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "issuer, https://cms.example, -, true",
                "issuer, https://cms.example/, -, true",
                "issuer, https://cms.example/x, -, false",
                "issuer+subject, https://cms.example/, jane-1, true",
                "issuer+subject, https://cms.example/, jane-2, false",
                "vo, cms, -, true",
                "vo, atlas, -, false",
                "fqan, /cms/*, -, true",
            })
    void aBearerIsHit(String kind, String value, @Nullable String qualifier, boolean hit) {
        Ban ban = ban(kind, value, qualifier);
        Subject bearer = new Subject.Bearer(
                "https://cms.example", "jane-1", null, List.of(Fqan.parse("/cms/users")), List.of(), true);
        assertThat(index(ban).hit(bearer)).isEqualTo(hit ? ban : null);
    }

    @Test
    void aVoBanHitsATokenWithoutGroups() {
        Ban ban = ban("vo", "CMS", null);
        Subject bearer = new Subject.Bearer("https://cms.example/", "x", null, List.of(), List.of(), true);
        assertThat(index(ban).hit(bearer)).isEqualTo(ban);
        assertThat(index(ban).bans()).containsExactly(ban);
        assertThat(index(ban).without(ban).hit(bearer)).isNull();
    }

    @Test
    void aNameOutsideAsciiIsFoundInEverySpelling() {
        Ban ban = ban("dn", "/CN=J\u00f6rg", null);
        assertThat(index(ban).hit(person("/CN=J\\xC3\\xB6rg"))).isEqualTo(ban);
        assertThat(index(ban).hit(person("/CN=J\u00f6rg"))).isEqualTo(ban);
        assertThat(index(ban).hit(person("/CN=Jorg"))).isNull();
    }

    @Test
    void twoOriginsAreTwoBans() {
        Ban officer = ban("dn", "/CN=Jane", null);
        Ban imported = ban("dn", "/cn=Jane", null, "import:gums-banned", null);
        BanIndex both = index(officer, imported);

        assertThat(both.size()).isEqualTo(2);
        assertThat(both.without(imported).hit(person("/CN=Jane"))).isEqualTo(officer);
        assertThat(both.without(officer).hit(person("/CN=Jane"))).isEqualTo(imported);
        assertThat(both.with(officer).size()).isEqualTo(2);
    }

    @Test
    void aBanEndsAtItsTime() {
        Ban soon = ban("dn", "/CN=Jane", null, Ban.OFFICER, NOW.plusSeconds(10));
        BanIndex index = index(soon, ban("dn", "/CN=John", null));

        assertThat(index.nextExpiry()).isEqualTo(NOW.plusSeconds(10));
        assertThat(index.at(NOW.plusSeconds(9)).hit(person("/CN=Jane"))).isEqualTo(soon);
        assertThat(index.at(NOW.plusSeconds(10)).hit(person("/CN=Jane"))).isNull();
        assertThat(index.at(NOW.plusSeconds(10)).size()).isEqualTo(1);
        assertThat(BanIndex.of(List.of(soon), Map.of(), NOW.plusSeconds(10)).size())
                .isZero();
    }

    @Test
    void everyOfManyBansIsFoundAlsoWhenAddedOneByOne() {
        BanIndex grown = BanIndex.empty();
        List<Ban> bans = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            Ban ban = ban("dn", "/DC=org/CN=user " + i, null);
            bans.add(ban);
            grown = grown.with(ban);
        }
        for (BanIndex index : List.of(grown, BanIndex.of(bans, Map.of(), NOW))) {
            assertThat(index.bans()).hasSize(5_000);
            for (int i = 0; i < 5_000; i++) {
                assertThat(index.hit(person("/dc=org/CN=user " + i))).isEqualTo(bans.get(i));
                assertThat(index.hit(person("/DC=org/CN=other " + i))).isNull();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fqan /*",
                "fqan *",
                "fqan /",
                "fqan /*/Role=pilot",
                "fqan /cms/*/x",
                "fqan /cms/../x",
                "vo *",
                "vo ..",
                "dn Jane",
                "dn /CN=\u0007",
                "ca /",
                "issuer cms",
                "certificate /CN=CA"
            })
    void whatWouldBanEverybodyOrNobodyIsRefused(String text) {
        String[] parts = text.split(" ", 2);
        assertThatThrownBy(() -> BanTarget.of(BanKind.of(parts[0]).orElseThrow(), parts[1]))
                .isInstanceOf(MalformedBanException.class);
    }
}
