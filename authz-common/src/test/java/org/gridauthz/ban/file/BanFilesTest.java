package org.gridauthz.ban.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.gridauthz.ban.BanKind;
import org.gridauthz.ban.BanTarget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ban lists in the words of other software. */
class BanFilesTest {
    private static final List<BanTarget> ALL = List.of(
            BanTarget.of(BanKind.DN, "/DC=org/CN=Eve \"the\" Ear"),
            new BanTarget(BanKind.DN, "/DC=org/CN=Mallory", "/DC=org/CN=CA"),
            new BanTarget(BanKind.CERTIFICATE, "/DC=org/CN=CA", "7"),
            BanTarget.of(BanKind.VO, "bad"),
            BanTarget.of(BanKind.FQAN, "/dune/prod"),
            BanTarget.of(BanKind.FQAN, "/dune/prod/Role=pilot"),
            BanTarget.of(BanKind.FQAN, "/dune/test/*"),
            BanTarget.of(BanKind.FQAN, "/dune/*/Role=admin"),
            BanTarget.of(BanKind.ISSUER, "https://bad.example.org/"),
            new BanTarget(BanKind.ISSUER_SUBJECT, "https://iss.example.org", "a.b"));

    @Test
    void lcmapsHasNamesAndPatterns() throws IOException {
        StringBuilder names = new StringBuilder();
        LcmapsBans.names(ALL, names);
        assertThat(names).hasToString("\"/DC=org/CN=Eve \\\"the\\\" Ear\"\n\"/DC=org/CN=Mallory\"\n");
        StringBuilder attributes = new StringBuilder();
        LcmapsBans.attributes(ALL, attributes);
        assertThat(attributes.toString().lines())
                .containsExactly(
                        "\"/bad\"",
                        "\"/bad/*\"",
                        "\"/dune/*/Role=admin\"",
                        "\"/dune/*/Role=admin/*\"",
                        "\"/dune/Role=admin\"",
                        "\"/dune/Role=admin/*\"",
                        "\"/dune/prod\"",
                        "\"/dune/prod/Capability=*\"",
                        "\"/dune/prod/Role=*\"",
                        "\"/dune/prod/Role=pilot\"",
                        "\"/dune/prod/Role=pilot/*\"",
                        "\"/dune/test\"",
                        "\"/dune/test/*\"");
    }

    @Test
    void dcacheHasPrincipals() throws IOException {
        StringBuilder out = new StringBuilder();
        DcacheBans.write(ALL, out);
        assertThat(out.toString().lines())
                .containsExactly(
                        "# 4 bans have no form here, or not their whole one",
                        "alias dn=org.globus.gsi.gssapi.jaas.GlobusPrincipal",
                        "alias fqan=org.dcache.auth.FQANPrincipal",
                        "ban dn:/DC=org/CN=Eve \"the\" Ear",
                        "ban dn:/DC=org/CN=Mallory",
                        "ban fqan:/bad",
                        "ban fqan:/dune/Role=admin",
                        "ban fqan:/dune/prod",
                        "ban fqan:/dune/prod/Role=pilot",
                        "ban fqan:/dune/test");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SSL       | /DC=org/CN=Mallory                                              | true",
                "SSL       | /DC=org/CN=Mallory,/dune/Role=NULL/Capability=NULL              | true",
                "SSL       | /DC=org/CN=Mallory Junior                                       | false",
                "SSL       | /DC=org/CN=Xallory                                              | false",
                "SSL       | /DC=orgx/CN=a,/dune/prod/Role=NULL/Capability=NULL              | true",
                "SSL       | /DC=orgx/CN=a,/dune,/dune/prod/Role=any                         | true",
                "SSL       | /DC=orgx/CN=a,/dune/production                                  | false",
                "SSL       | /DC=orgx/CN=a,/dune/prod/more                                   | false",
                "SSL       | /DC=orgx/CN=a,/dune/test/deep/Role=x                            | true",
                "SSL       | /DC=orgx/CN=a,/dune/testing                                     | false",
                "SSL       | /DC=orgx/CN=a,/dune/a/b/Role=admin/Capability=NULL              | true",
                "SSL       | /DC=orgx/CN=a,/dune/Role=admin                                  | true",
                "SSL       | /DC=orgx/CN=a,/dune/Role=administrator                          | false",
                "SSL       | /DC=orgx/CN=a,/bad/sub                                          | true",
                "SSL       | /DC=orgx/CN=a,/badly                                            | false",
                "SCITOKENS | https://bad.example.org/,anybody                                | true",
                "SCITOKENS | https://bad.example.org,anybody                                 | true",
                "SCITOKENS | https://bad.example.org.evil.net,anybody                        | false",
                "SCITOKENS | https://iss.example.org,a.b                                     | true",
                "SCITOKENS | https://iss.example.org,axb                                     | false",
                "SCITOKENS | https://bad-vo.example.org,anybody                              | true"
            })
    void theLinesOfHtcondorMatchWhomTheBansHit(String method, String name, boolean hit) throws IOException {
        StringBuilder out = new StringBuilder();
        HtcondorBans.write(ALL, Map.of("bad", Set.of("https://bad-vo.example.org/")), out);
        List<String> matching = new ArrayList<>();
        out.toString().lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            String[] fields = line.split(" ", -1);
            assertThat(fields).as("no blank inside a pattern: %s", line).hasSize(3);
            String pattern = fields[1].substring(1, fields[1].length() - 1);
            if (fields[0].equals(method)
                    && Pattern.compile(pattern).matcher(name).find()) {
                matching.add(line);
            }
        });
        assertThat(!matching.isEmpty()).as(matching.toString()).isEqualTo(hit);
    }
}
