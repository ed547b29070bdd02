package org.gridauthz.trust;

import static org.assertj.core.api.Assertions.assertThat;

import eu.emi.security.authn.x509.CrlCheckingMode;
import eu.emi.security.authn.x509.NamespaceCheckingMode;
import eu.emi.security.authn.x509.OCSPCheckingMode;
import eu.emi.security.authn.x509.OCSPParametes;
import eu.emi.security.authn.x509.ProxySupport;
import eu.emi.security.authn.x509.RevocationParameters;
import eu.emi.security.authn.x509.X509CertChainValidatorExt;
import eu.emi.security.authn.x509.impl.OpensslCertChainValidator;
import eu.emi.security.authn.x509.impl.ValidatorParams;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.gridauthz.testkit.ca.TestAnchors;
import org.gridauthz.testkit.ca.TestCa;
import org.gridauthz.testkit.ca.TestCredential;
import org.gridauthz.testkit.ca.TestVo;

/** One CA, two VOs and two people, with our own trust as the judge of authorities and canl for the library used as an oracle. */
final class VomsWorld implements AutoCloseable {
    final TestCa ca = TestCa.root("/DC=org/DC=gridauthz/CN=Test CA");
    final TestCredential alice = ca.person("/DC=org/DC=gridauthz/CN=Alice");
    final TestCredential bob = ca.person("/DC=org/DC=gridauthz/CN=Bob");
    final TestVo dune = TestVo.of(ca, "dune", "voms.example.org");
    final TestVo cms = TestVo.of(ca, "cms", "voms.example.org");
    final Path anchors;
    final Path vomsdir;
    final X509CertChainValidatorExt canl;
    final VomsTrust trust;
    final GridTrust grid;

    VomsWorld(Path scratch) {
        anchors = scratch.resolve("anchors");
        vomsdir = scratch.resolve("vomsdir");
        TestAnchors.in(anchors).add(ca);
        dune.writeLsc(vomsdir);
        cms.writeLsc(vomsdir);
        canl = new OpensslCertChainValidator(
                anchors.toString(),
                true,
                NamespaceCheckingMode.EUGRIDPMA_AND_GLOBUS_REQUIRE,
                -1,
                new ValidatorParams(
                        new RevocationParameters(CrlCheckingMode.REQUIRE, new OCSPParametes(OCSPCheckingMode.IGNORE)),
                        ProxySupport.ALLOW),
                false);
        trust = new VomsTrust(new Vomsdir(vomsdir, Clock.systemUTC()), List.of("gate.example.org"));
        grid = GridTrust.ofDirectory(anchors, TrustSettings.defaults(), trust, Clock.systemUTC());
    }

    VomsReading read(TestCredential credential) {
        return read(credential, Instant.now());
    }

    VomsReading read(TestCredential credential, Instant at) {
        return trust.read(credential.chain(), grid.authorities(), at);
    }

    /** Reads an AC as carried by a proxy of Alice. */
    VomsReading carriedByAlice(byte[] ac) {
        return read(alice.proxy().attributeCertificate(ac).issue());
    }

    /** One that is believed. */
    byte[] goodAc() {
        return dune.ac(alice, "/dune/Role=production", "/dune");
    }

    /** As the authority of "dune" would sign it. */
    byte[] signed(AcForge forge) {
        return forge.sign(dune.authority().key());
    }

    /** Nothing is believed, with this one word. */
    static void refused(VomsReading reading, AttributeRefusal reason) {
        assertThat(reading.attributes()).isEmpty();
        assertThat(reading.refused()).extracting(RefusedAttributes::reason).containsExactly(reason);
    }

    @Override
    public void close() {
        grid.close();
        canl.dispose();
    }
}
