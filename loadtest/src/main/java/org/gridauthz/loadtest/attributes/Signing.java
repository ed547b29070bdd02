package org.gridauthz.loadtest.attributes;

import java.lang.management.ManagementFactory;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.gridauthz.identity.Fqan;
import org.gridauthz.testkit.ca.TestCa;
import org.gridauthz.testkit.ca.TestCredential;
import org.gridauthz.tls.FastCrypto;
import org.gridauthz.trust.AttributeAuthority;
import org.gridauthz.trust.AttributeOrder;

/** Whole attribute certificates against raw RSA-2048 signatures of the same provider: one thread, processor time, short rounds in turns. */
final class Signing {
    /** Of the raw rate. */
    static final double GOAL = 0.85;

    private static final int ROUNDS = 41;
    private static final int EACH = 300;

    private Signing() {}

    private interface Work {
        void once() throws Exception;
    }

    /** The middle of the rounds' ratios. */
    static double run(Map<String, Object> figures) throws Exception {
        FastCrypto.install();
        TestCa ca = TestCa.root("/DC=org/DC=gridauthz/CN=Signing CA");
        TestCredential host = ca.host("/DC=org/DC=gridauthz/CN=localhost", "localhost");
        TestCredential alice = ca.person("/DC=org/DC=gridauthz/CN=Alice");
        AttributeAuthority authority =
                new AttributeAuthority(host.leaf(), host.key(), "dune", "localhost", 15000, Clock.systemUTC());
        AttributeOrder order = new AttributeOrder(
                alice.leaf().getSubjectX500Principal(),
                alice.leaf().getSerialNumber(),
                List.of(Fqan.parse("/dune"), Fqan.parse("/dune/far"), Fqan.parse("/dune/Role=pilot")),
                List.of(),
                List.of(),
                Duration.ofHours(12),
                true);
        byte[] text = authority.issue(order).der();
        Work raw = () -> {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(host.key());
            signature.update(text);
            byte[] unused = signature.sign();
        };
        Work whole = () -> {
            byte[] unused = authority.issue(order).der();
        };
        for (int i = 0; i < 5; i++) {
            double unused = rate(raw) + rate(whole);
        }
        double[] ratios = new double[ROUNDS];
        double[] raws = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            raws[i] = rate(raw);
            ratios[i] = rate(whole) / raws[i];
        }
        Arrays.sort(ratios);
        Arrays.sort(raws);
        figures.put("rawPerProcessorSecond", raws[ROUNDS / 2]);
        figures.put("wholeToRawLowQuarter", ratios[ROUNDS / 4]);
        figures.put("wholeToRaw", ratios[ROUNDS / 2]);
        figures.put("wholeToRawHighQuarter", ratios[ROUNDS * 3 / 4]);
        return ratios[ROUNDS / 2];
    }

    private static double rate(Work work) throws Exception {
        var threads = ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadCpuTime();
        for (int i = 0; i < EACH; i++) {
            work.once();
        }
        return EACH * 1e9 / (threads.getCurrentThreadCpuTime() - before);
    }
}
