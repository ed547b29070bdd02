package org.gridauthz.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.gridauthz.testkit.ca.KeyKind;
import org.gridauthz.testkit.ca.Pem;
import org.gridauthz.testkit.ca.TestAnchors;
import org.gridauthz.testkit.ca.TestCredential;
import org.gridauthz.testkit.clients.ClientRun;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our chains, anchors and revocation lists before openssl. */
@Tag("clients")
class OpensslTest {
    @TempDir
    static Path scratch;

    private static VomsWorld world;

    @BeforeAll
    static void world() {
        world = new VomsWorld(scratch);
    }

    @AfterAll
    static void end() {
        world.close();
    }

    private static ClientRun run(String... command) {
        return ClientRun.of(Map.of(), List.of(command));
    }

    private static String file(TestCredential proxy) {
        return proxy.writeProxy(scratch.resolve("proxy-" + proxy.leaf().getSerialNumber() + ".pem"))
                .toString();
    }

    @Test
    void itVerifiesOurChains() {
        for (TestCredential chain : List.of(
                world.alice,
                world.alice.proxies(3),
                world.alice.proxy().limited().issue(),
                world.alice.proxy().independent().key(KeyKind.EC_P256).issue(),
                world.dune.proxy(world.alice, "/dune"))) {
            String file = file(chain);
            ClientRun run = run(
                    "openssl",
                    "verify",
                    "-allow_proxy_certs",
                    "-crl_check",
                    "-CApath",
                    world.anchors.toString(),
                    "-untrusted",
                    file,
                    file);
            assertThat(run.exit()).as(run.output()).isZero();
        }
        for (TestCredential bad : List.of(
                world.alice.proxy().subject("/DC=org/DC=gridauthz/CN=Bob/CN=1").issue(),
                world.alice.proxy().validFor(Duration.ofHours(-1)).issue(),
                world.alice.proxy().pathLength(0).issue().proxies(1),
                world.ca.impostor().person("/DC=org/DC=gridauthz/CN=Alice"))) {
            String file = file(bad);
            assertThat(run(
                                    "openssl",
                                    "verify",
                                    "-allow_proxy_certs",
                                    "-CApath",
                                    world.anchors.toString(),
                                    "-untrusted",
                                    file,
                                    file)
                            .exit())
                    .isNotZero();
        }
    }

    @Test
    void itNamesAnchorsAndListsAsWeDo() {
        String certificate = Pem.write(
                        scratch.resolve("ca.pem"), Pem.certificates(List.of(world.ca.certificate())), "rw-r--r--")
                .toString();
        assertThat(List.of(
                        run("openssl", "x509", "-noout", "-subject_hash", "-in", certificate)
                                .output()
                                .strip(),
                        run("openssl", "x509", "-noout", "-subject_hash_old", "-in", certificate)
                                .output()
                                .strip()))
                .isEqualTo(TestAnchors.hashes(world.ca));
        String list = world.anchors
                .resolve(TestAnchors.hashes(world.ca).getFirst() + ".r0")
                .toString();
        assertThat(run("openssl", "crl", "-noout", "-CAfile", certificate, "-in", list)
                        .output())
                .contains("verify OK");
    }
}
