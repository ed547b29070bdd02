package org.gridauthz.companions;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.gridauthz.testkit.ca.Pem;
import org.gridauthz.testkit.ca.TestCa;
import org.gridauthz.testkit.ca.TestCredential;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("clients")
class CentralSyslogTest {
    private final TestCa ca = TestCa.root("/DC=org/DC=gridauthz/CN=Log CA");

    @Test
    void decisionsArriveAtTheLogHostAlsoThoseMadeWhileItWasAway(@TempDir Path folder) {
        credentials(folder, "central", ca.host("/DC=org/DC=gridauthz/CN=localhost", "localhost"));
        credentials(folder, "host", ca.host("/DC=org/DC=gridauthz/CN=localhost", "localhost"));

        String said = Companion.alone(folder, Map.of(), """
            mkdir central spool log
            rsyslogd -n -iNONE -f central.conf >central.log 2>&1 & central=$!
            until_so '(exec 3<>/dev/tcp/127.0.0.1/6514) 2>/dev/null'
            rsyslogd -n -iNONE -f host.conf >host.log 2>&1 &
            arrived() { cat central/*/*.log 2>/dev/null | grep -q "\\"id\\":\\"$1\\""; }
            echo '{"id":"one"}' >>log/gums-decisions.jsonl
            until_so 'arrived one'
            kill $central; wait $central || true
            echo '{"id":"two"}' >>log/gums-decisions.jsonl
            rsyslogd -n -iNONE -f central.conf >>central.log 2>&1 &
            until_so '(exec 3<>/dev/tcp/127.0.0.1/6514) 2>/dev/null'
            echo '{"id":"three"}' >>log/gums-decisions.jsonl
            until_so 'arrived three'
            cat central/$(hostname)/gums-decisions.log
            """);

        assertThat(said).isEqualTo("{\"id\":\"one\"}\n{\"id\":\"two\"}\n{\"id\":\"three\"}\n");
    }

    @Test
    void aStrangerIsNotListenedTo(@TempDir Path folder) {
        credentials(folder, "central", ca.host("/DC=org/DC=gridauthz/CN=localhost", "localhost"));
        credentials(folder, "host", ca.host("/DC=org/DC=gridauthz/CN=elsewhere.example.net", "elsewhere.example.net"));

        String said = Companion.alone(folder, Map.of(), """
            mkdir central spool log
            rsyslogd -n -iNONE -f central.conf >central.log 2>&1 &
            until_so '(exec 3<>/dev/tcp/127.0.0.1/6514) 2>/dev/null'
            echo '{"id":"one"}' >>log/gums-decisions.jsonl
            rsyslogd -n -iNONE -f host.conf >host.log 2>&1 &
            until_so 'grep -q "authentication error .*elsewhere.example.net" central.log'
            find central -type f
            """);

        assertThat(said).isEmpty();
    }

    private void credentials(Path folder, String name, TestCredential credential) {
        Pem.write(folder.resolve("ca.pem"), Pem.certificates(List.of(ca.certificate())), "rw-r--r--");
        credential.writeChain(folder.resolve(name + "-cert.pem"));
        credential.writeKey(folder.resolve(name + "-key.pem"));
        String peers = name.equals("central") ? "*.example.org" : "log.example.org";
        String[] places = name.equals("central")
                ? new String[] {"/var/log/gridauthz-central", folder + "/central"}
                : new String[] {"/var/log/gridauthz", folder + "/log", "/var/spool/rsyslog", folder + "/spool"};
        String[] all = new String[places.length + 8];
        System.arraycopy(places, 0, all, 0, places.length);
        System.arraycopy(
                new String[] {
                    peers,
                    "localhost",
                    "/etc/rsyslog/ca.pem",
                    folder + "/ca.pem",
                    "/etc/rsyslog/hostcert.pem",
                    folder + "/" + name + "-cert.pem",
                    "/etc/rsyslog/hostkey.pem",
                    folder + "/" + name + "-key.pem"
                },
                0,
                all,
                places.length,
                8);
        Companion.at(folder.resolve(name + ".conf"), "syslog/" + name + ".conf", all);
    }
}
