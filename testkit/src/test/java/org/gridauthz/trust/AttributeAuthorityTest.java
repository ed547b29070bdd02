package org.gridauthz.trust;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.x509.AttributeCertificate;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509AttributeCertificateHolder;
import org.gridauthz.identity.Fqan;
import org.gridauthz.testkit.ca.KeyKind;
import org.gridauthz.testkit.ca.TestCredential;
import org.gridauthz.testkit.ca.TestVo;
import org.italiangrid.voms.VOMSAttribute;
import org.italiangrid.voms.ac.VOMSACValidator;
import org.italiangrid.voms.ac.VOMSValidationResult;
import org.italiangrid.voms.ac.impl.DefaultVOMSValidator;
import org.italiangrid.voms.asn1.VOMSACUtils;
import org.italiangrid.voms.store.impl.DefaultVOMSTrustStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bytes of issued ACs against voms.md §7, and against voms-api-java's reading. */
class AttributeAuthorityTest {
    private static final long SEED = 20261122;

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

    private static ASN1Sequence sequence(Object element) {
        return ASN1Sequence.getInstance(element);
    }

    @Test
    void theOutlineIsTheReferenceServers() {
        byte[] der = world.dune.ac(world.alice, "/dune/Role=production", "/dune");
        ASN1Sequence info = sequence(sequence(der).getObjectAt(0));
        assertThat(info.size()).isEqualTo(8);
        assertThat(info.getObjectAt(0)).isEqualTo(new ASN1Integer(1));

        ASN1TaggedObject holder =
                ASN1TaggedObject.getInstance(sequence(info.getObjectAt(1)).getObjectAt(0));
        ASN1Sequence base = ASN1Sequence.getInstance(holder, false);
        ASN1TaggedObject name =
                ASN1TaggedObject.getInstance(sequence(base.getObjectAt(0)).getObjectAt(0));
        assertThat(name.getTagNo()).isEqualTo(4);
        assertThat(base.getObjectAt(1))
                .isEqualTo(new ASN1Integer(world.alice.endEntity().getSerialNumber()));

        ASN1Sequence attribute = sequence(sequence(info.getObjectAt(6)).getObjectAt(0));
        assertThat(attribute.getObjectAt(0)).isEqualTo(VomsOids.FQANS);
        ASN1Sequence syntax =
                sequence(ASN1Set.getInstance(attribute.getObjectAt(1)).getObjectAt(0));
        ASN1TaggedObject authority = ASN1TaggedObject.getInstance(syntax.getObjectAt(0));
        assertThat(authority.getTagNo()).isZero();
        ASN1TaggedObject uri = ASN1TaggedObject.getInstance(
                ASN1Sequence.getInstance(authority, false).getObjectAt(0));
        assertThat(uri.getTagNo()).isEqualTo(6);
        assertThat(new String(ASN1OctetString.getInstance(uri, false).getOctets(), US_ASCII))
                .isEqualTo("dune://voms.example.org:15000");
        assertThat(new String(
                        ASN1OctetString.getInstance(
                                        sequence(syntax.getObjectAt(1)).getObjectAt(0))
                                .getOctets(),
                        US_ASCII))
                .isEqualTo("/dune/Role=production/Capability=NULL");
    }

    @Test
    void noExtensionIsCriticalButTargets() {
        byte[] der = world.dune.ac(world.dune
                .order(world.alice, "/dune")
                .with(List.of(new GenericAttribute("nickname", "ally", "dune")))
                .targeting("gate.example.org"));
        X509AttributeCertificateHolder ac = new X509AttributeCertificateHolder(AttributeCertificate.getInstance(der));
        assertThat(ac.getCriticalExtensionOIDs()).hasToString("[2.5.29.55]");
        assertThat(ac.getExtensionOIDs()).hasSize(5).contains(Extension.noRevAvail, Extension.authorityKeyIdentifier);
    }

    @Test
    void serialNumbersAreLongPositiveAndNeverTheSame() {
        AttributeAuthority authority = world.dune.issuing(Clock.systemUTC());
        AttributeOrder order = world.dune.order(world.alice, "/dune");
        List<java.math.BigInteger> serials = java.util.stream.Stream.generate(
                        () -> authority.issue(order).serial())
                .limit(20)
                .toList();
        assertThat(serials)
                .doesNotHaveDuplicates()
                .allSatisfy(serial -> assertThat(serial.bitLength()).isBetween(64, 159))
                .allSatisfy(serial -> assertThat(serial.signum()).isOne());
    }

    @Test
    void lifetimeBeginsInThePastAndEndsWithTheAuthority() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        TestCredential short_ = world.ca
                .request("/DC=org/DC=gridauthz/CN=short.example.org")
                .validFor(Duration.ofHours(2))
                .issue();
        TestVo vo = new TestVo(short_, "dune", "short.example.org", 15000);
        IssuedAttributes issued = vo.issuing(Clock.fixed(now, ZoneOffset.UTC)).issue(vo.order(world.alice, "/dune"));
        assertThat(issued.notBefore()).isEqualTo(now.minus(AttributeAuthority.BACKDATED));
        assertThat(issued.notAfter()).isEqualTo(short_.leaf().getNotAfter().toInstant());
        assertThat(world.dune
                        .issuing(Clock.fixed(now, ZoneOffset.UTC))
                        .issue(world.dune.order(world.alice, "/dune"))
                        .notAfter())
                .isEqualTo(now.plus(Duration.ofHours(12)));
        assertThatThrownBy(() -> vo.issuing(Clock.offset(Clock.systemUTC(), Duration.ofHours(3)))
                        .issue(vo.order(world.alice, "/dune")))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatReadersWouldRefuseIsNotIssued() {
        assertThatThrownBy(() -> world.dune.ac(world.alice)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> world.dune.ac(world.alice, "/cms")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> world.dune.ac(world.alice, "/dunes")).isInstanceOf(IllegalArgumentException.class);
        TestCredential elliptic = world.ca
                .request("/DC=org/DC=gridauthz/CN=ec.example.org")
                .key(KeyKind.EC_P256)
                .issue();
        assertThatThrownBy(() -> new TestVo(elliptic, "dune", "ec.example.org", 15000).ac(world.alice, "/dune"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("RSA");
        assertThatThrownBy(() -> new TestVo(world.dune.authority(), "dune", "[::1]", 15000).ac(world.alice, "/dune"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Random orders, read back by voms-api-java's parser and judged by its validator with its own vomsdir reader. */
    @Test
    void whateverIsOrderedIsReadBackByTheLibrary() {
        VOMSACValidator library = new DefaultVOMSValidator.Builder()
                .trustStore(new DefaultVOMSTrustStore(List.of(world.vomsdir.toString())))
                .certChainValidator(world.canl)
                .build();
        Random random = new Random(SEED);
        AttributeAuthority authority = world.dune.issuing(Clock.systemUTC());
        for (int round = 0; round < 60; round++) {
            AttributeOrder order = randomOrder(random);
            byte[] der = authority.issue(order).der();
            VOMSAttribute read = VOMSACUtils.deserializeVOMSAttributes(AttributeCertificate.getInstance(der));
            assertThat(read.getFQANs().stream().map(Fqan::parse))
                    .as("round %d", round)
                    .isEqualTo(order.fqans());
            assertThat(read.getTargets()).isEqualTo(order.targets());
            assertThat(read.getGenericAttributes().stream()
                            .map(each -> new GenericAttribute(each.getName(), each.getValue(), each.getContext())))
                    .isEqualTo(order.genericAttributes());
            assertThat(read.getVO() + "://" + read.getHost() + ":" + read.getPort())
                    .isEqualTo("dune://voms.example.org:15000");
            if (order.targets().isEmpty()) {
                X509Certificate[] chain = world.alice.proxy().attributeCertificate(der).issue().chain().stream()
                        .toArray(X509Certificate[]::new);
                assertThat(library.validateWithResult(chain))
                        .singleElement()
                        .matches(VOMSValidationResult::isValid, "valid for the library");
            }
        }
    }

    private static AttributeOrder randomOrder(Random random) {
        List<Fqan> fqans = new ArrayList<>();
        for (int i = random.nextInt(1, 20); i > 0; i--) {
            StringBuilder group = new StringBuilder("/dune");
            for (int depth = random.nextInt(4); depth > 0; depth--) {
                group.append('/').append(randomName(random));
            }
            fqans.add(new Fqan(group.toString(), random.nextBoolean() ? randomName(random) : null, null));
        }
        List<GenericAttribute> generic = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            generic.add(new GenericAttribute(randomName(random), "värde=" + random.nextInt() + " /,", "dune"));
        }
        List<String> targets = random.nextInt(4) > 0 ? List.of() : List.of("a.example.org", "b.example.org");
        AttributeOrder order = AttributeOrder.of(world.alice.endEntity(), fqans, Duration.ofHours(1))
                .with(generic)
                .targeting(targets.toArray(String[]::new));
        return random.nextBoolean() ? order : order.shortForm();
    }

    private static String randomName(Random random) {
        String alphabet = "abcXYZ019_-";
        StringBuilder name = new StringBuilder();
        for (int i = random.nextInt(1, 12); i > 0; i--) {
            name.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return name.toString();
    }
}
