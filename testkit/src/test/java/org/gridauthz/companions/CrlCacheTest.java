package org.gridauthz.companions;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.gridauthz.testkit.ca.TestAnchors;
import org.gridauthz.testkit.ca.TestCa;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("clients")
class CrlCacheTest {
    private final TestCa ca = TestCa.root("/DC=org/DC=gridauthz/CN=CRL CA");

    @Test
    void hostsGetCrlsThroughTheCacheAlsoWhenTheCaIsAway(@TempDir Path folder) throws Exception {
        Companion.open(folder);
        Path www = Companion.open(folder.resolve("www"));
        Companion.open(folder.resolve("log"));
        Files.write(www.resolve("ca.crl"), ca.crl());
        Companion.at(
                folder.resolve("squid.conf"),
                "crl/squid.conf",
                "/var/log/squid",
                folder + "/log",
                "/run",
                folder + "/log",
                "/var/spool/squid",
                folder + "/log");
        for (String host : new String[] {"one", "two", "three"}) {
            TestAnchors anchors =
                    TestAnchors.in(folder.resolve(host)).certificate(ca).policies(ca, "/DC=org/*");
            String hash = TestAnchors.hashes(ca).getFirst();
            Files.writeString(anchors.directory().resolve(hash + ".crl_url"), "http://127.0.0.77/ca.crl\n");
            Companion.open(folder.resolve("state-" + host));
            Companion.at(
                    folder.resolve(host + ".conf"),
                    "crl/fetch-crl.conf",
                    "/etc/grid-security/certificates",
                    anchors.directory().toString(),
                    "crl-cache.example.org",
                    "127.0.0.1");
        }

        String said = Companion.alone(folder, Map.of(), """
            python3 -m http.server --directory www --bind 127.0.0.77 80 >www.log 2>&1 & www=$!
            squid -N -f squid.conf >squid.log 2>&1 &
            until_so 'curl -s -o /dev/null http://127.0.0.77/'
            until_so '(exec 3<>/dev/tcp/127.0.0.1/3128) 2>/dev/null'
            fetch-crl -c one.conf -s state-one
            fetch-crl -c two.conf -s state-two
            kill $www
            until_so '! curl -s -o /dev/null http://127.0.0.77/'
            fetch-crl -c three.conf -s state-three
            for host in one two three; do openssl crl -in $(ls $host/*.r0 | head -n 1) -noout -issuer; done
            echo "asked: $(grep -c 'GET /ca.crl' www.log)"
            echo "tunnel: $(curl -s -o /dev/null -p -x http://127.0.0.1:3128 -w '%{http_connect}' https://127.0.0.1:443/ || true)"
            """);

        assertThat(said).containsSubsequence("CN = CRL CA", "CN = CRL CA", "CN = CRL CA", "asked: 1", "tunnel: 403");
    }
}
