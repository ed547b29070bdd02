package org.gridauthz.gums;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What dCache asks of ALISE; the path is read as it was sent, since a subject may hold anything. */
class AliseTest {
    @RegisterExtension
    static final DatabaseBackend DATABASE = DatabaseBackend.h2();

    @TempDir
    static Path directory;

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

    /** printf %s https://issuer.example.org | sha1sum; the key is "secret", of which the service knows the hash alone. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dcache/mapping/issuer/ISSUER/user/carol?apikey=secret | 200 | {\"internal\":{\"username\":\"carol1\"",
                "dcache/mapping/issuer/ISSUER/user/dave?apikey=secret | 404 | {\"message\":\"there is no account",
                "dcache/mapping/issuer/0000/user/carol?apikey=secret | 404 | {\"message\":\"the issuer",
                "dcache/mapping/issuer/ISSUER/user/carol?apikey=other | 401 | {\"message\":\"no such API key",
                "dcache/mapping/issuer/ISSUER/user/carol | 401 | {\"message\":",
                "dcache/mapping/issuer/ISSUER/user/a%2Fb%3Bc%20d+e%25?apikey=secret | 200 |"
                        + " {\"internal\":{\"username\":\"odd1\"",
                "dcache/mapping/issuer/ISSUER/user/a/b;c%20d+e%25?apikey=secret | 200 |"
                        + " {\"internal\":{\"username\":\"odd1\"",
                "dcache/mapping/issuer/ISSUER/user/a%252Fb?apikey=secret | 404 | {\"message\":\"there is no account",
                "dcache/mapping/issuer/ISSUER/user/carol;x?apikey=secret | 404 | {\"message\":\"there is no account",
                "dcache/mapping/issuer/ISSUER%2Fuser%2Fcarol?apikey=secret | 404 | {\"message\":\"nothing has this",
                "dcache/mapping/issuer/ISSUER/user/a%0Ab?apikey=secret | 400 | {\"message\":\"not the subject",
                "dcache/mapping/nothing?apikey=secret | 404 | {\"message\":",
            })
    void dcacheAsksForTheAccountOfATokensSubject(String path, int status, String expected) {
        String issuer = org.gridauthz.gums.alise.AliseKeys.issuerName("https://issuer.example.org");
        assertThat(issuer).matches("[0-9a-f]{40}");
        HttpResponse<String> response = gums.send(
                gums.alice,
                HttpRequest.newBuilder(gums.uri("alise", "/api/v1/target/" + path.replace("ISSUER", issuer)))
                        .build());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.body()).startsWith(expected);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    }

    @Test
    void nothingElseIsServedWithoutACertificate() {
        HttpResponse<String> response = gums.send(
                gums.alice,
                HttpRequest.newBuilder(gums.uri("alise", "/gums/json/version")).build());
        assertThat(response.statusCode()).isEqualTo(404);
    }
}
