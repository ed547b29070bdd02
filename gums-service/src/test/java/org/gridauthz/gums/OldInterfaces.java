package org.gridauthz.gums;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.gridauthz.changes.AtLeast;
import org.gridauthz.changes.Epoch;
import org.gridauthz.changes.Follower;
import org.gridauthz.testkit.ca.TestCredential;

/** A GUMS with one member by hand and a listener for ALISE, and the calls of its old command line. */
final class OldInterfaces implements AutoCloseable {
    static final String HOST = "/DC=org/DC=gridauthz/CN=ce1.example.org";
    static final String ALICE = "/DC=org/DC=gridauthz/CN=Alice Adams";
    static final String POLICY = """
        format: 1
        fqans: primary
        simpleHostMatching: true
        pools:
          - name: grid
            accounts: grid001-010
        groups:
          - name: people
            manual:
          - name: visitors
            manual:
          - name: tokens
            token: {issuer: "https://issuer.example.org", subject: "carol"}
          - name: odd
            token: {issuer: "https://issuer.example.org", subject: "a/b;c d+e%"}
        mappers:
          - name: tokens
            account: carol1
          - name: odd
            account: odd1
          - name: people
            manual: people
          - name: visitors
            pool: grid
        mappings:
          - name: tokens
            groups: tokens
            mappers: tokens
          - name: odd
            groups: odd
            mappers: odd
          - name: people
            groups: people
            mappers: people
            accounting: {subgroup: people, vo: PEOPLE}
          - name: visitors
            groups: visitors
            mappers: visitors
        hosts:
          - cn: ["*/?*.example.org"]
            mappings: [tokens, odd, people, visitors]
        """;

    final GumsInstance gums;

    OldInterfaces(Path directory, String databaseUrl) {
        gums = new GumsInstance(
                directory,
                databaseUrl,
                POLICY,
                "--gridauthz.token-issuers[0].url=https://issuer.example.org",
                "--gridauthz.token-issuers[0].vo=dune",
                "--gridauthz.token-issuers[0].audiences=https://any.example.org",
                "--gridauthz.token-issuers[0].key-set=http://127.0.0.1:9/keys",
                "--gridauthz.tls.listeners[2].name=alise",
                "--gridauthz.tls.listeners[2].port=0",
                "--gridauthz.tls.listeners[2].client-certificate=NONE",
                "--gridauthz.tls.listeners[2].paths=/api/v1/target",
                "--gridauthz.alise.callers[0].key-sha256=2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b",
                "--gridauthz.alise.callers[0].dn=/DC=org/DC=gridauthz/CN=se1.example.org");
        change("manualGroupAdd3", "people", ALICE, ".*", "alice@example.org");
        change("manualMappingAdd2", "people", ALICE, "alice");
    }

    @Override
    public void close() {
        gums.close();
    }

    static String body(String operation, String... arguments) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < arguments.length; i++) {
            all.append("<arg").append(i).append(" xsi:type=\"xsd:string\"");
            all.append(arguments[i].isEmpty() ? " xsi:nil=\"true\"/>" : ">" + arguments[i] + "</arg" + i + ">");
        }
        return """
            <?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"
              xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soapenv:Body>
            <ns1:%s soapenv:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/" xmlns:ns1="http://www.bnl.gov/namespaces/2004/09/gums/GUMSService">%s</ns1:%1$s>
            </soapenv:Body></soapenv:Envelope>\
            """.formatted(operation, all);
    }

    HttpResponse<String> post(TestCredential caller, String listener, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(gums.uri(listener, "/gums/services/GUMSAdmin"))
                .header("Content-Type", "text/xml; charset=utf-8")
                .header("SOAPAction", "\"\"")
                .POST(BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return gums.send(caller, request.build());
    }

    /** What an operation returns; null for nil. */
    String call(TestCredential caller, String operation, String... arguments) {
        HttpResponse<String> response = post(caller, "admin", body(operation, arguments));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.body()).contains("<ns1:" + operation + "Response");
        String from = "<" + operation + "Return xsi:type=\"xsd:string\">";
        int at = response.body().indexOf(from);
        return at < 0
                ? null
                : response.body()
                        .substring(at + from.length(), response.body().indexOf("</" + operation + "Return>"))
                        .replace("&#10;", "\n")
                        .replace("&quot;", "\"");
    }

    void change(String operation, String... arguments) {
        assertThat(call(gums.admin, operation, arguments)).isNull();
        // A write that changes nothing tells the head of the order, which the followers then have.
        Follower follower = gums.context.getBean(Follower.class);
        Epoch head = gums.context
                .getBean(org.gridauthz.changes.store.ChangeLog.class)
                .write("vo", java.util.List.of(), place -> {});
        assertThat(follower.atLeast(head, Duration.ofSeconds(10))).isEqualTo(AtLeast.REACHED);
    }
}
