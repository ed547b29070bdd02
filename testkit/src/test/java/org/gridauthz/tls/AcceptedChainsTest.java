package org.gridauthz.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.gridauthz.testkit.ca.KeyKind;
import org.gridauthz.testkit.ca.ProxyKind;
import org.gridauthz.testkit.ca.TestCredential;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who gets in, by both versions of TLS, and as whom. */
class AcceptedChainsTest {
    private static final String DN = "/DC=org/DC=example/CN=Alice";

    @TempDir
    static Path directory;

    private static Site site;
    private static GridServer server;
    private static TestCredential alice;

    private record Kind(String name, String expected, Function<TestCredential, TestCredential> made) {}

    @BeforeAll
    static void start() throws HostCredentialException {
        site = new Site(directory);
        server = GridServer.start(site);
        alice = site.person("Alice");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static Stream<Arguments> kinds() {
        return Stream.of(
                        new Kind("end entity", "", it -> it),
                        new Kind(
                                "end entity, EC",
                                "",
                                it -> site.ca.request(DN).key(KeyKind.EC_P256).issue()),
                        new Kind("end entity with CA sent", "", it -> it.presenting(it.chainWithAuthorities())),
                        new Kind("RFC proxy", "|proxy", it -> it.proxies(1)),
                        new Kind(
                                "RFC proxy, EC",
                                "|proxy",
                                it -> it.proxy().key(KeyKind.EC_P256).issue()),
                        new Kind("proxy of a proxy", "|proxy", it -> it.proxies(2)),
                        new Kind(
                                "limited proxy",
                                "|proxy|limited",
                                it -> it.proxy().limited().issue()),
                        new Kind(
                                "draft proxy",
                                "|proxy",
                                it -> it.proxy().kind(ProxyKind.DRAFT).issue()),
                        new Kind(
                                "legacy proxy",
                                "|proxy",
                                it -> it.proxy().kind(ProxyKind.LEGACY).issue()),
                        new Kind(
                                "limited legacy proxy",
                                "|proxy|limited",
                                it -> it.proxy()
                                        .kind(ProxyKind.LEGACY)
                                        .limited()
                                        .issue()),
                        new Kind("nine certificates", "|proxy", it -> it.proxies(8)),
                        new Kind("twenty certificates", "|proxy", it -> it.proxies(19)))
                .flatMap(kind -> Stream.of("TLSv1.2", "TLSv1.3")
                        .map(version -> Arguments.of(kind.name(), version, kind.made(), kind.expected())));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("kinds")
    void getsIn(String name, String version, Function<TestCredential, TestCredential> made, String expected)
            throws Exception {
        TestCredential credential = made.apply(alice);
        Dialogue.Reply reply =
                Dialogue.ask(credential.sslContext(List.of(site.ca.certificate())), server.port(), version);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo(DN + expected + "|calls");
    }
}
