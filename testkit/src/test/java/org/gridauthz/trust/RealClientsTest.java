package org.gridauthz.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bouncycastle.asn1.x509.Extension;
import org.gridauthz.identity.Fqan;
import org.gridauthz.testkit.ca.KeyKind;
import org.gridauthz.testkit.ca.Pem;
import org.gridauthz.testkit.ca.ProxyKind;
import org.gridauthz.testkit.ca.TestCredential;
import org.gridauthz.testkit.ca.TestKeys;
import org.gridauthz.testkit.ca.TestVo;
import org.gridauthz.testkit.clients.ClientRun;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Our attribute certificates and proxies before Debian's clients, and theirs before us. */
@Tag("clients")
class RealClientsTest {
    @TempDir
    static Path scratch;

    private static VomsWorld world;
    private static Map<String, String> environment;
    private static Path script;

    @BeforeAll
    static void world() throws IOException {
        script = scratch.resolve("voms-retrieve.py");
        try (InputStream text = Objects.requireNonNull(RealClientsTest.class.getResourceAsStream("voms-retrieve.py"))) {
            Files.copy(text, script);
        }
        world = new VomsWorld(scratch);
        environment = Map.of("X509_VOMS_DIR", world.vomsdir.toString(), "X509_CERT_DIR", world.anchors.toString());
    }

    @AfterAll
    static void end() {
        world.close();
    }

    private static ClientRun run(String... command) {
        return ClientRun.of(environment, List.of(command));
    }

    private static String file(TestCredential proxy) {
        return proxy.writeProxy(scratch.resolve("proxy-" + proxy.leaf().getSerialNumber() + ".pem"))
                .toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"voms-proxy-info2", "voms-proxy-info3"})
    void theInfoCommandsShowOurAttributes(String command) {
        byte[] ac = world.dune.ac(world.dune
                .order(world.alice, "/dune/Role=production", "/dune", "/dune/near-detector")
                .with(List.of(new GenericAttribute("nickname", "ally", "dune"))));
        ClientRun run = run(
                command,
                "-all",
                "-file",
                file(world.alice.proxy().attributeCertificate(ac).issue()));
        assertThat(run.exit()).as(run.output()).isZero();
        assertThat(run.output())
                .contains(
                        "VO        : dune",
                        "attribute : /dune/Role=production/Capability=NULL",
                        "attribute : /dune/Role=NULL/Capability=NULL",
                        "attribute : /dune/near-detector/Role=NULL/Capability=NULL",
                        "attribute : nickname = ally",
                        "voms.example.org:15000")
                .doesNotContain("WARNING", "rror");
    }

    @ParameterizedTest
    @ValueSource(strings = {"voms-proxy-info2", "voms-proxy-info3"})
    void theInfoCommandsReadSeveralVosShortNamesAndEveryKindOfProxy(String command) {
        for (ProxyKind kind : ProxyKind.values()) {
            TestCredential proxy = world.alice
                    .proxy()
                    .kind(kind)
                    .attributeCertificate(world.cms.ac(
                            world.cms.order(world.alice, "/cms/Role=pilot").shortForm()))
                    .attributeCertificate(world.dune.ac(world.alice, "/dune"))
                    .issue();
            ClientRun run =
                    run(command, "-all", "-file", file(proxy.proxy().kind(kind).issue()));
            assertThat(run.exit()).as(kind + run.output()).isZero();
            assertThat(run.output())
                    .contains("attribute : /cms/Role=pilot\n", "attribute : /dune/Role=NULL/Capability=NULL");
        }
    }

    /** The info commands only decode; the library behind every C service also verifies, when it is asked to. */
    private static ClientRun asksTheLibrary(TestCredential proxy) {
        Map<String, String> all = new HashMap<>(environment);
        all.put("X509_USER_PROXY", file(proxy));
        return ClientRun.of(all, List.of("python3", script.toString()));
    }

    @ParameterizedTest
    @EnumSource(ProxyKind.class)
    void theReferenceLibraryVerifiesOurAttributes(ProxyKind kind) {
        TestCredential proxy = world.alice
                .proxy()
                .kind(kind)
                .attributeCertificate(world.dune.ac(world.alice, "/dune/Role=production", "/dune"))
                .attributeCertificate(
                        world.cms.ac(world.cms.order(world.alice, "/cms").shortForm()))
                .issue();
        ClientRun run = asksTheLibrary(proxy.proxy().kind(kind).issue());
        assertThat(run.exit()).as(run.output()).isZero();
        assertThat(run.output().lines())
                .containsExactly("/dune/Role=production/Capability=NULL", "/dune/Role=NULL/Capability=NULL", "/cms");
    }

    @Test
    void theReferenceLibraryDistrustsWhatWeDistrust() throws IOException {
        byte[] good = world.dune.ac(world.alice, "/dune");
        assertThat(asksTheLibrary(world.alice.proxy().attributeCertificate(good).issue())
                        .exit())
                .isZero();
        PrivateKey stranger = TestKeys.fresh(KeyKind.RSA_2048).getPrivate();
        TestVo unknown = new TestVo(world.dune.authority(), "atlas", "voms.example.org", 15000);
        for (byte[] ac : List.of(
                world.dune.ac(world.bob, "/dune"),
                AcForge.of(good).sign(stranger),
                unknown.ac(world.alice, "/atlas"),
                AcForge.of(good)
                        .without(Extension.authorityKeyIdentifier)
                        .sign(world.dune.authority().key()),
                world.dune.ac(world.dune.order(world.alice, "/dune").targeting("another.example.org")))) {
            TestCredential proxy = world.alice.proxy().attributeCertificate(ac).issue();
            assertThat(world.read(proxy).attributes()).isEmpty();
            ClientRun run = asksTheLibrary(proxy);
            assertThat(run.exit()).as(run.output()).isEqualTo(1);
        }
    }

    @Test
    void ourTargetsAreDecodedByTheReferenceLibrary() throws IOException {
        String self = Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        byte[] ac = world.dune.ac(world.dune.order(world.alice, "/dune").targeting("another.example.org", self));
        ClientRun run =
                asksTheLibrary(world.alice.proxy().attributeCertificate(ac).issue());
        assertThat(run.exit()).as(run.output()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"-rfc,", "-proxyver,3", "-proxyver,2", "-rfc,-limited", "-rfc,-newformat"})
    void aProxyByTheFakeServerIsRead(String first, String second) {
        String number = (first + second).replaceAll("[^a-z0-9]", "");
        Path out = scratch.resolve("fake-" + number + ".pem");
        List<String> command = new ArrayList<>(List.of(
                "voms-proxy-fake",
                "-cert",
                world.alice.writeChain(scratch.resolve("alice.pem")).toString(),
                "-key",
                world.alice.writeKey(scratch.resolve("alice-key.pem")).toString(),
                "-hostcert",
                world.dune.authority().writeChain(scratch.resolve("aa.pem")).toString(),
                "-hostkey",
                world.dune.authority().writeKey(scratch.resolve("aa-key.pem")).toString(),
                "-voms",
                "dune",
                "-uri",
                "voms.example.org:15000",
                "-fqan",
                "/dune/Role=production",
                "-fqan",
                "/dune",
                "-ga",
                "nickname=ally (dune)",
                "-bits",
                "2048",
                "-out",
                out.toString(),
                first));
        if (second != null) {
            command.add(second);
        }
        ClientRun run = ClientRun.of(environment, command);
        assertThat(run.exit()).as(run.output()).isZero();
        VomsReading reading = world.read(Pem.read(List.of(), out));
        assertThat(reading.refused()).isEmpty();
        assertThat(reading.attributes()).singleElement().satisfies(attributes -> {
            assertThat(attributes.fqans()).containsExactly(Fqan.parse("/dune/Role=production"), Fqan.parse("/dune"));
            assertThat(attributes.genericAttributes())
                    .containsExactly(new GenericAttribute("nickname", "ally ", "dune"));
        });
    }

    @ParameterizedTest
    @EnumSource(ProxyKind.class)
    void aChainOfTheLibraryAgreesWithTheClientsClock(ProxyKind kind) {
        TestCredential proxy = world.alice
                .proxy()
                .kind(kind)
                .attributeCertificate(world.dune.ac(world.alice, "/dune"))
                .issue();
        ClientRun run = run("voms-proxy-info2", "-file", file(proxy), "-actimeleft");
        assertThat(run.exit()).isZero();
        long left = Long.parseLong(run.output().strip());
        long ours = Duration.between(
                        Instant.now(), world.read(proxy).attributes().getFirst().notAfter())
                .toSeconds();
        assertThat(left).isBetween(ours - 60, ours + 60);
    }
}
