package org.gridauthz.cli.callout;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gridauthz.cli.Ran;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** gridauthz compare between running services, by each of the wires that an old one may have. */
class CompareServicesTest {
    private static final String PEOPLE = "/DC=org/DC=gridauthz/CN=";

    @RegisterExtension
    static final DatabaseBackend DATABASE = DatabaseBackend.h2();

    @TempDir
    static Path directory;

    private static CalloutSite site;
    private static Path subjects;
    private static Path wrong;

    @BeforeAll
    static void start() {
        site = new CalloutSite(directory, DATABASE.url());
        subjects = CalloutSite.write(directory.resolve("subjects"), """
            "%1$sCarl" "/dune/Role=production" dunepro
            "%1$sQuote \\"d\\" & <x>" "/dune/Role=production" dunepro
            {"dn": "%1$sNobody", "fqans": []}
            """.formatted(PEOPLE));
        wrong = CalloutSite.write(directory.resolve("wrong"), "\"/dune/Role=production\" other\n");
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    /** SAZ knows no accounts: its decision is compared, and Nobody may come there. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        gums-json:GUMS/gums                                            | 0 | 3 the same, 0 different, 0 without
        xacml:GUMS/gums/services/GUMSXACMLAuthorizationServicePort     | 0 | 3 the same, 0 different, 0 without
        xacml:GUMS/authz                                               | 0 | 3 the same, 0 different, 0 without
        xacml:SAZ/saz/services/SAZXACMLAuthorizationServicePort        | 1 | 2 the same, 1 different, 0 without
        mapfile:WRONG                                                  | 1 | 1 the same, 2 different, 0 without
        xacml:GUMS/gums/services/GUMSAdmin                             | 3 | 0 the same, 0 different, 3 without
        gums-json:GUMS/none                                            | 3 | 0 the same, 0 different, 3 without
        xacml:https://localhost:1/authz                                | 3 | 0 the same, 0 different, 3 without
        gums-json:https://localhost:1/gums                             | 3 | 0 the same, 0 different, 3 without
        """)
    void anOldSystemBesideOurs(String system, int exit, String told) {
        String old = system.replace("GUMS/", site.url(site.gums) + "/")
                .replace("SAZ/", site.url(site.saz) + "/")
                .replace("WRONG", wrong.toString());
        List<String> arguments = new ArrayList<>(List.of("compare", "--host", "ce1.example.org"));
        arguments.addAll(site.credential());
        arguments.addAll(List.of(old, site.url(site.gums), subjects.toString()));
        Ran run = Ran.gridauthz(arguments.toArray(String[]::new));
        assertThat(run.err()).as(run.out()).contains(told);
        assertThat(run.exit()).isEqualTo(exit);
        if (exit == 1) {
            assertThat(run.out()).contains("different");
        }
    }
}
