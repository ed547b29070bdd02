package org.gridauthz.voms.port;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.gridauthz.audit.Deciding;
import org.gridauthz.audit.DecisionRecord;
import org.gridauthz.audit.DecisionTrail;
import org.gridauthz.testkit.ca.TestCa;
import org.gridauthz.testkit.ca.TestCredential;
import org.gridauthz.trust.AttributeReader;
import org.gridauthz.trust.ChainVerdict;
import org.gridauthz.trust.GridTrust;
import org.gridauthz.trust.TrustSettings;
import org.gridauthz.voms.attribute.Applicant;
import org.gridauthz.voms.attribute.Authority;
import org.gridauthz.voms.attribute.Issuing;
import org.gridauthz.voms.attribute.Standing;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What is logged while attributes are asked for has the name that the answer has on record. */
class AnswerLogTest {
    private static final TestCa CA = TestCa.root("/DC=org/CN=Logged CA");
    private static final TestCredential ALICE = CA.person("/DC=org/CN=Alice");

    private static final class Kept implements DecisionTrail {
        private final List<String> ids = new ArrayList<>();

        @Override
        public void record(DecisionRecord decision) {
            ids.add(decision.id());
        }

        @Override
        public boolean keep(DecisionRecord decision, Duration patience) {
            ids.add(decision.id());
            return true;
        }

        @Override
        public long dropped() {
            return 0;
        }
    }

    @Test
    void aMemberWhoCannotBeLookedUp() {
        Kept kept = new Kept();
        Issuing issuing = new Issuing(
                Authority.of("dune", "voms.example.org", 15000),
                (vo, subject, issuer) -> new Standing.Unavailable("away"),
                () -> {
                    throw new AssertionError("nothing is signed");
                },
                InstantSource.system());
        VoPort port = new VoPort(
                issuing,
                new AnswerTrail(kept, new SimpleMeterRegistry(), (vo, subject, issuer) -> {}, InstantSource.system()));
        GridTrust trust = GridTrust.ofCertificates(
                List.of(CA.certificate()), TrustSettings.defaults(), AttributeReader.NONE, InstantSource.system());
        Applicant alice = new Applicant(((ChainVerdict.Believed) trust.verify(ALICE.chain())).chain(), ALICE.chain());

        Logger log = (Logger) LoggerFactory.getLogger("org.gridauthz.voms");
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        log.addAppender(lines);
        try {
            assertThat(port.reply(alice, null, "192.0.2.1").status()).isEqualTo(500);
            assertThat(port.reply(alice, null, "192.0.2.1").status()).isEqualTo(500);
            log.warn("the next thing");
        } finally {
            log.detachAppender(lines);
        }
        assertThat(kept.ids).hasSize(2).doesNotHaveDuplicates();
        assertThat(lines.list)
                .extracting(line -> line.getMDCPropertyMap().getOrDefault(Deciding.KEY, ""))
                .containsExactly(kept.ids.get(0), kept.ids.get(1), "");
    }
}
