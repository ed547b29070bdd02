package org.gridauthz.ban;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.gridauthz.identity.Fqan;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.identity.Subject;
import org.junit.jupiter.api.Test;

/** From a subject back to the bans that would hit it: exactly those that the index finds. */
class BanReachTest {
    private static final String[] DNS = {"/DC=org/CN=A", "/dc=org/cn=A", "/DC=org/CN=B", "/DC=org/CN=CA"};
    private static final String[] VALUES = {
        "/dune",
        "/dune/*",
        "/dune/prod",
        "/dune/prod/*",
        "/dune/prod/Role=x",
        "/dune/*/Role=x",
        "/dune/prod/*/Role=x",
        "/dune/Role=y",
        "/cms",
        "/cms/prod/*"
    };
    private static final String[] FQANS = {
        "/dune", "/dune/prod", "/dune/prod/Role=x", "/dune/prod/deep/Role=x", "/dune/Role=y", "/cms", "/cms/prod/Role=x"
    };

    private final SplittableRandom random = new SplittableRandom(20_261_122);

    @Test
    void reachesWhatTheIndexFinds() {
        for (int i = 0; i < 3000; i++) {
            List<Ban> bans = new ArrayList<>();
            for (int j = random.nextInt(8); j >= 0; j--) {
                bans.add(new Ban(target(), Ban.OFFICER, 1, "r", "t", null));
            }
            Subject subject = subject();
            Set<String> hits = BanIndex.of(bans, Map.of(), Instant.EPOCH).hits(subject).stream()
                    .map(Ban::id)
                    .collect(Collectors.toSet());
            Set<String> reached = BanReach.of(subject).stream()
                    .map(target -> Ban.id(target, Ban.OFFICER))
                    .collect(Collectors.toSet());
            Set<String> found =
                    bans.stream().map(Ban::id).filter(reached::contains).collect(Collectors.toSet());
            assertThat(found).as("%s among %s", subject, bans).isEqualTo(hits);
        }
    }

    private BanTarget target() {
        return switch (random.nextInt(7)) {
            case 0 -> BanTarget.of(BanKind.DN, any(DNS));
            case 1 -> new BanTarget(BanKind.DN, any(DNS), any(DNS));
            case 2 -> new BanTarget(BanKind.CERTIFICATE, any(DNS), String.valueOf(random.nextInt(2)));
            case 3 -> BanTarget.of(BanKind.CA, any(DNS));
            case 4 -> BanTarget.of(BanKind.VO, random.nextBoolean() ? "dune" : "DUNE");
            case 5 -> new BanTarget(BanKind.ISSUER_SUBJECT, "https://i.example.org/", "s");
            default -> BanTarget.of(BanKind.FQAN, any(VALUES));
        };
    }

    private Subject subject() {
        List<Fqan> fqans = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            fqans.add(Fqan.parse(any(FQANS)));
        }
        if (random.nextInt(5) == 0) {
            return new Subject.Bearer("https://i.example.org", "s", "dune", fqans, List.of(), true);
        }
        return new Subject.Person(
                new SlashDn(any(DNS)),
                false,
                random.nextBoolean() ? new SlashDn(any(DNS)) : null,
                random.nextBoolean() ? String.valueOf(random.nextInt(2)) : null,
                fqans,
                true);
    }

    private String any(String[] from) {
        return from[random.nextInt(from.length)];
    }
}
