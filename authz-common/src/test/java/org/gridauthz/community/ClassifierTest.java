package org.gridauthz.community;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import org.gridauthz.community.Community.Limits;
import org.gridauthz.community.Community.Rules;
import org.gridauthz.identity.HostPattern;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.identity.TextPattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassifierTest {
    private static Community community(
            String name, List<String> callers, List<String> hosts, List<String> networks, List<String> listeners) {
        return new Community(
                name,
                1,
                new Community.Listener(name + "-port", Map.of("", 0)),
                new Rules(
                        callers.stream().map(TextPattern::new).toList(),
                        networks.stream().map(Network::of).toList(),
                        hosts.stream().map(HostPattern::of).toList(),
                        listeners),
                Limits.USUAL);
    }

    private static final Community REST = community("rest", List.of(), List.of(), List.of(), List.of());
    private static final Classifier CLASSIFIER = new Classifier(new Communities(
            List.of(
                    community(
                            "cms",
                            List.of("/DC=ch/CN=robot", "/DC=ch/OU=cms/CN=*"),
                            List.of(),
                            List.of("192.0.2.0/24"),
                            List.of("old")),
                    community(
                            "cdf",
                            List.of("/DC=ch/CN=*"),
                            List.of("*.cdf.example.org"),
                            List.of("192.0.2.128/25", "2001:db8:1::/48", "198.51.100.7"),
                            List.of()),
                    REST),
            REST,
            0,
            5,
            java.time.Duration.ofSeconds(5),
            Communities.SourceBudget.USUAL,
            List.of()));

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "/DC=ch/CN=robot,                    -,               calls,    cms",
                "/DC=ch/CN=robot2,                   -,               calls,    cdf",
                "/DC=ch/OU=cms/CN=x,                 198.51.100.7,    cdf-port, cms",
                "/DC=org/CN=host/a.cdf.example.org,  192.0.2.1,       calls,    cdf",
                "/DC=org/CN=a.cdf.example.org/CN=1,  192.0.2.1,       calls,    cdf",
                "/DC=org/CN=a.b.cdf.example.org,     203.0.113.1,     calls,    rest",
                "/DC=org/CN=someone,                 192.0.2.200,     calls,    cms",
                "-,                                  2001:db8:1::5,   calls,    cdf",
                "-,                                  2001:db8:2::5,   calls,    rest",
                "-,                                  198.51.100.7,    calls,    cdf",
                "-,                                  198.51.100.8,    calls,    rest",
                "-,                                  -,               old,      cms",
                "-,                                  -,               cdf-port, cdf",
                "-,                                  ::ffff:192.0.2.1, calls,   cms",
            })
    void provedBeforeSeenAndTheFirstOfAKind(String dn, String address, String listener, String community)
            throws Exception {
        Peer peer = new Peer(
                dn == null ? null : new SlashDn(dn), address == null ? null : InetAddress.getByName(address), listener);
        assertThat(CLASSIFIER.of(peer).name()).isEqualTo(community);
    }
}
