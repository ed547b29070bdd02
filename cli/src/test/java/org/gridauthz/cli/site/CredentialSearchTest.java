package org.gridauthz.cli.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.gridauthz.cli.site.CredentialSearch.Found;
import org.gridauthz.web.page.AskedText;
import org.gridauthz.web.page.AskedText.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A credential is found where grid tools look, in their order; what somebody types is told apart. */
class CredentialSearchTest {
    @TempDir
    Path root;

    private CredentialSearch search(long uid, String... environment) {
        Map<String, String> variables = new java.util.HashMap<>();
        for (int i = 0; i < environment.length; i += 2) {
            variables.put(environment[i], environment[i + 1]);
        }
        return new CredentialSearch(variables, root, root.resolve("home/ann"), uid);
    }

    private Found file(String certificate, String key) throws IOException {
        for (String name : new String[] {certificate, key}) {
            Files.createDirectories(root.resolve(name).getParent());
            Files.writeString(root.resolve(name), "PEM");
        }
        return new Found(root.resolve(certificate), root.resolve(key));
    }

    @Test
    void theOrderIsThatOfGridTools() throws IOException {
        assertThat(search(1000).find()).isNull();
        Found own = file("home/ann/.globus/usercert.pem", "home/ann/.globus/userkey.pem");
        assertThat(search(1000).find()).isEqualTo(own);
        Found proxy = file("tmp/x509up_u1000", "tmp/x509up_u1000");
        assertThat(search(1000).find()).isEqualTo(proxy);
        Found host = file("etc/grid-security/hostcert.pem", "etc/grid-security/hostkey.pem");
        assertThat(search(1000).find()).isEqualTo(proxy);
        assertThat(search(0).find()).isEqualTo(host);
        assertThat(search(0, "X509_USER_CERT", "/c", "X509_USER_KEY", "/k").find())
                .isEqualTo(new Found(Path.of("/c"), Path.of("/k")));
        assertThat(search(0, "X509_USER_CERT", "/c", "X509_USER_KEY", "/k", "X509_USER_PROXY", "/p")
                        .find())
                .isEqualTo(new Found(Path.of("/p"), Path.of("/p")));
        assertThat(search(0, "X509_USER_CERT", "/c").find()).isEqualTo(host);
    }

    @Test
    void anchorsAreFoundToo() throws IOException {
        assertThat(search(1000).anchors()).isEqualTo(root.resolve("etc/grid-security/certificates"));
        Files.createDirectories(root.resolve("home/ann/.globus/certificates"));
        assertThat(search(1000).anchors()).isEqualTo(root.resolve("home/ann/.globus/certificates"));
        assertThat(search(1000, "X509_CERT_DIR", "/a").anchors()).isEqualTo(Path.of("/a"));
    }

    @ParameterizedTest
    @CsvSource({
        "/DC=org/CN=Jane Doe, DN",
        "/dune/prod/Role=pilot, FQAN",
        "/dune, FQAN",
        "dune001, ACCOUNT",
        "eyJhbGciOi.eyJpc3MiOi.c2lnbmF0dXJl, TOKEN"
    })
    void whatIsTypedIsToldApart(String text, Kind kind) {
        assertThat(SubjectFile.orText(text).kind()).isEqualTo(kind);
    }

    @Test
    void ofAProxyFileOnlyTheCertificatesLeave() throws IOException {
        Path file = Files.writeString(root.resolve("proxy"), """
            -----BEGIN CERTIFICATE-----
            AAAA
            -----END CERTIFICATE-----
            -----BEGIN PRIVATE KEY-----
            SECRET
            -----END PRIVATE KEY-----
            -----BEGIN CERTIFICATE-----
            BBBB
            -----END CERTIFICATE-----
            """);
        AskedText subject = SubjectFile.orText(file.toString());
        assertThat(subject.kind()).isEqualTo(Kind.CHAIN);
        assertThat(subject.value()).contains("AAAA", "BBBB").doesNotContain("SECRET");
    }
}
