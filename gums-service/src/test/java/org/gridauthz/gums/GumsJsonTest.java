package org.gridauthz.gums;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.gridauthz.testkit.ca.TestCredential;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** GUMS' JSON, as scripts of the field read it. */
class GumsJsonTest {
    @RegisterExtension
    static final DatabaseBackend DATABASE = DatabaseBackend.h2();

    @TempDir
    static Path directory;

    private static final String HOST = OldInterfaces.HOST;
    private static final String ALICE = OldInterfaces.ALICE;

    static OldInterfaces old;
    static GumsInstance gums;

    @BeforeAll
    static void start() {
        old = new OldInterfaces(directory, DATABASE.url());
        gums = old.gums;
    }

    @AfterAll
    static void stop() {
        old.close();
    }

    private static HttpResponse<String> json(TestCredential caller, String path) {
        return gums.send(
                caller,
                HttpRequest.newBuilder(gums.uri("service", "/gums/json/" + path.replace(" ", "%20")))
                        .build());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "version | 200 | {\"result\":\"OK\",\"version\":\"1.5.2\"}",
                "mapGridIdentity?resource-x509-id=" + HOST + "&subject-x509-id=" + ALICE
                        + " | 200 | {\"result\":\"OK\",\"username\":\"alice\"}",
                "mapGridIdentity?resource-x509-id=" + HOST
                        + "&subject-x509-id=/CN=Nobody | 200 | {\"result\":\"FAILED\"}",
                "getOsgVoUserMap?hostname=" + HOST + " | 200 | {\"result\":\"OK\",\"map\":{\"people\":[\"alice\"]}}",
                "mapGridIdentity?resource-x509-id=" + HOST + " | 400 | subject-x509-id is missing",
                "nothing | 404 | NOT_FOUND",
                "userGroup?group=people | 403 | RIGHT_MISSING",
                "poolMapper?pool=grid | 403 | RIGHT_MISSING",
            })
    void jsonAsScriptsReadIt(String path, int status, String expected) {
        HttpResponse<String> response = json(gums.gatekeeper, path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.body()).contains(expected);
    }

    @Test
    void adminsSeeWhoIsInAGroup() {
        assertThat(json(gums.admin, "userGroup?group=people").body())
                .isEqualTo(
                        "{\"result\":\"OK\",\"users\":[{\"dn\":\"" + ALICE + "\",\"email\":\"alice@example.org\"}]}");
        assertThat(json(gums.admin, "userGroup?group=visitors").body()).contains("\"users\":[]");
        assertThat(json(gums.admin, "userGroup?group=none").statusCode()).isEqualTo(400);
        assertThat(json(gums.admin, "userGroup").statusCode()).isEqualTo(400);
    }

    @Test
    void adminsSeePoolsAndMapsAsJson() {
        assertThat(json(gums.admin, "poolMapper?pool=grid").body()).contains("{\"username\":\"grid001\",\"recycle\":");
        assertThat(json(gums.admin, "poolMapper?pool=none").statusCode()).isEqualTo(400);
        assertThat(json(gums.admin, "manualMapper?mapper=people").body())
                .contains("\"dn\":\"" + ALICE + "\"")
                .contains("\"username\":\"alice\"");
    }
}
