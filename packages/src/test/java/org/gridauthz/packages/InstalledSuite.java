package org.gridauthz.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gridauthz.testkit.site.SampleSite;

/** A machine with the package in it, through the steps of docs/install.md. */
record InstalledSuite(Machine machine) {
    static final String DATABASE =
            "jdbc:h2:tcp://127.0.0.1:9092/gridauthz;MODE=MySQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE";
    private static final String ADMIN = "/DC=org/DC=gridauthz/OU=Sample/OU=People/CN=Site Admin";

    /** Anchors and a host certificate, as a site has them before. */
    void bringCredentials() {
        Path site = Path.of("target", "site-" + machine.root().getFileName()).toAbsolutePath();
        SampleSite.make(site, Map.of());
        machine.bring(site, "root/site");
        machine.good("mkdir -p /etc/grid-security && cp -r /root/site/certificates /etc/grid-security/ && cd"
                + " /root/site/credentials && install -m 644 voms.pem /etc/grid-security/hostcert.pem && install"
                + " -m 400 voms-key.pem /etc/grid-security/hostkey.pem && umask 077 && echo secret"
                + " >/root/password");
    }

    /** An embedded database stands for a server: what the package does is the same. */
    void startDatabase() {
        machine.good("systemd-run --quiet --unit database sh -c 'exec /usr/lib/gridauthz/runtime/bin/java -Xmx256m -cp"
                + " /usr/lib/gridauthz/lib/h2-*.jar org.h2.tools.Server -tcp -tcpPort 9092 -ifNotExists -baseDir"
                + " /root/db'");
        machine.awaitListening(9092);
    }

    String setup(String services, String vo, String more) {
        return machine.good(setupLine(services, vo, more));
    }

    static String setupLine(String services, String vo, String more) {
        return "gridauthz-setup --services '" + services + "' --host localhost --database '" + DATABASE
                + "' --password-file /root/password --admin '" + ADMIN + "' --vo " + vo + " " + more + " </dev/null";
    }

    void migrate() {
        machine.good("gridauthz migrate --url '" + DATABASE + "' --user gridauthz --password-file /root/password");
    }

    void start(String... services) {
        for (String service : services) {
            // Two cores, three services: the quick compiler alone has them up in half the time.
            machine.good("echo JAVA_OPTIONS=-XX:TieredStopAtLevel=1 >>/etc/gridauthz/" + service + ".env");
            machine.good("systemctl enable --now gridauthz-" + service);
        }
        for (String service : services) {
            awaitReady(service);
        }
    }

    void awaitReady(String service) {
        int port = Map.of("gums", 9443, "saz", 9444, "voms", 9445).get(service);
        assertThat(machine.good("curl -sf --retry 400 --retry-delay 1 --retry-all-errors http://127.0.0.1:" + port
                        + "/health/readiness" + " || { journalctl -u gridauthz-" + service
                        + " --no-pager | tail -n 40; exit 1; }"))
                .contains("\"status\":\"UP\"");
    }

    /** Founds the VO with Alice in it. */
    void found() {
        post(
                "",
                "{\"name\":\"dune\",\"description\":\"x\",\"contact\":\"a@example.org\",\"admin\":\"" + ADMIN
                        + "\",\"reason\":\"sample\"}");
        post("/dune/roles", "{\"name\":\"production\",\"reason\":\"sample\"}");
        post(
                "/dune/people",
                "{\"givenName\":\"Alice\",\"familyName\":\"Adams\",\"email\":\"alice@example.org\",\"certificates\":[{\"name\":\"/DC=org/DC=gridauthz/OU=Sample/OU=People/CN=Alice"
                        + " Adams\"}],\"reason\":\"sample\"}");
    }

    private void post(String path, String body) {
        machine.good("cd /root/site/credentials && curl -sS --fail-with-body --capath /etc/grid-security/certificates"
                + " --cert admin.pem --key admin-key.pem -H 'Content-Type: application/json' --data-binary"
                + " '" + body
                + "' https://localhost:8545/api/v1/vos" + path);
    }

    /** A real site decision, mapping and, where a VO is named, attribute certificate; the first calls of a cold service may be slow. */
    String check(String options) {
        return machine.good("cd /root/site/credentials && for i in 1 2 3 4 5; do"
                + " said=$(/usr/lib/nagios/plugins/check_gridauthz --each --warn-ms 60000 --warn-age 60"
                + " --subject alice-proxy.pem --cert alice-proxy.pem " + options + ") && break; done; echo \"$said\"");
    }

    /** What a call of SAZ answered about Alice. */
    record Answered(String id, String decision) {}

    /** Asks on the listener for gatekeepers, as the host. */
    Answered askSaz() {
        String said = machine.good("cd /root/site/credentials && printf '{\"subjects\":[{\"chain\":\"%s\"}]}' \"$(awk"
                + " '{printf \"%s\\\\n\", $0}' alice.pem)\" | curl -sS --fail-with-body --capath"
                + " /etc/grid-security/certificates --cert voms.pem --key voms-key.pem -H 'Content-Type:"
                + " application/json' --data-binary @- https://localhost:8444/api/v1/decisions");
        return new Answered(value("id", said), value("decision", said));
    }

    /** The first text of this name in JSON. */
    private static String value(String name, String json) {
        Matcher found = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(json);
        assertThat(found.find()).as(json).isTrue();
        return found.group(1);
    }

    /** The line of a decision among the records of a service; it is written a moment after the answer. */
    String recorded(String service, String id) {
        return machine.good(Machine.until(
                "grep -rhF '\"id\":\"" + id + "\"' /var/log/gridauthz | grep -F '\"service\":\"" + service + "\"'"));
    }
}
