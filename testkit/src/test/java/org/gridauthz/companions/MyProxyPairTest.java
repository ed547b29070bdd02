package org.gridauthz.companions;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.gridauthz.testkit.ca.TestAnchors;
import org.gridauthz.testkit.ca.TestCa;
import org.gridauthz.testkit.ca.TestCredential;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("clients")
class MyProxyPairTest {
    private final TestCa ca = TestCa.root("/DC=org/DC=gridauthz/CN=MyProxy CA");

    @Test
    void theSecondHasWhatTheFirstSentAndServesItAfterItsDeath(@TempDir Path folder) {
        TestAnchors anchors = TestAnchors.in(folder.resolve("certificates"))
                .certificate(ca)
                .policies(ca, "/DC=org/*")
                .crl(ca);
        TestCredential host = ca.host("/DC=org/DC=gridauthz/CN=localhost", "localhost", "127.0.0.1", "127.0.0.2");
        host.writeChain(folder.resolve("host.pem"));
        host.writeKey(folder.resolve("host-key.pem"));
        TestCredential alice = ca.person("/DC=org/DC=gridauthz/CN=Alice");
        alice.writeChain(folder.resolve("alice.pem"));
        alice.writeKey(folder.resolve("alice-key.pem"));
        Companion.at(folder.resolve("1.config"), "myproxy/primary.config", "myproxy2.example.org", "127.0.0.2");
        Companion.at(folder.resolve("2.config"), "myproxy/secondary.config");

        String said = Companion.alone(
                folder,
                Map.of(
                        "X509_CERT_DIR",
                        anchors.directory().toString(),
                        "MYPROXY_SERVER_DN",
                        "/DC=org/DC=gridauthz/CN=localhost"),
                """
                mkdir -m 700 store1 store2
                export X509_USER_CERT=$PWD/host.pem X509_USER_KEY=$PWD/host-key.pem
                for n in 1 2; do
                    myproxy-server -c $PWD/$n.config -s $PWD/store$n -p 7512 -l 127.0.0.$n -P $PWD/$n.pid
                    until_so "(exec 3<>/dev/tcp/127.0.0.$n/7512) 2>/dev/null"
                done
                echo tale-of-two | X509_USER_CERT=$PWD/alice.pem X509_USER_KEY=$PWD/alice-key.pem myproxy-init -S -l alice -s 127.0.0.1 -c 24 >init.log 2>&1
                myproxy-replicate -c $PWD/1.config -r $PWD/store1 2>&1 | grep -v GLOBUS_LOCATION
                kill -9 $(cat 1.pid)
                unset X509_USER_CERT X509_USER_KEY
                ! (echo wrong-phrase | myproxy-logon -S -l alice -s 127.0.0.2 -t 2 -o no.pem) >no.log 2>&1
                echo tale-of-two | myproxy-logon -S -l alice -s 127.0.0.2 -t 2 -o got.pem
                openssl x509 -in got.pem -noout -subject
                """);

        assertThat(said)
                .containsSubsequence(
                        "Replication complete", "A credential has been received for user alice", "CN = Alice");
    }
}
