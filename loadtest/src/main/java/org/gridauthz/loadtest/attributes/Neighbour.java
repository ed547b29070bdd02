package org.gridauthz.loadtest.attributes;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.gridauthz.loadtest.site.Placement;
import org.gridauthz.loadtest.site.Placement.Urgency;
import org.gridauthz.testkit.ca.Pem;
import org.gridauthz.testkit.service.TestSite;

/**
 * What a storm on one VO's port does to another VO: a steady client of the quiet one, timed from when each of its calls was due, in turns with
 * and without a storm. The server has processor 0; the steady client has processor 1 before the stormers, who have what it leaves.
 */
final class Neighbour {
    /** The other VO's p99 may be so much longer. */
    static final double AS_ALONE = 1.2;

    static final Placement SERVER = new Placement("0", Urgency.USUAL);
    static final Placement STORM = new Placement("1", Urgency.IDLE);
    static final Placement STEADY = new Placement("1", Urgency.USUAL);

    private static final int STORMERS = 50;
    private static final int PAIRS = 5;
    /** Of what the server can do alone. */
    private static final double STEADY_SHARE = 0.25;

    private Neighbour() {}

    /** The quiet VO has half of the server, its stormed neighbour a fifth of that. */
    static List<String> settings(TestSite site) throws IOException {
        Path file = Files.writeString(site.directory().resolve("communities.yaml"), """
            format: 1
            default: quiet
            communities:
              - {name: quiet, weight: 50, listeners: [vo-small]}
              - {name: stormed, weight: 10, listeners: [vo-large]}
            """);
        return List.of("--gridauthz.communities=" + file, "--gridauthz.admission=on");
    }

    static double run(TestSite site, Target quiet, int stormed, Duration time, Map<String, Object> figures)
            throws Exception {
        STEADY.here();
        Target.Run alone = quiet.run(4, time);
        double rate = Math.max(1, STEADY_SHARE * alone.issued() / alone.seconds());
        figures.put("perSecondAlone", alone.issued() / alone.seconds());
        figures.put("steadyPerSecond", rate);
        Duration turn = time.dividedBy(PAIRS);
        double[] ratios = new double[PAIRS];
        long failed = 0;
        Process stormers = STORM.java(
                        List.of("-Xmx256m"),
                        System.getProperty("java.class.path"),
                        StormClients.class,
                        List.of(
                                Integer.toString(stormed),
                                "large",
                                site.alice
                                        .writeChain(site.directory().resolve("storm.pem"))
                                        .toString(),
                                site.alice
                                        .writeKey(site.directory().resolve("storm.key"))
                                        .toString(),
                                Pem.write(
                                                site.directory().resolve("storm-ca.pem"),
                                                Pem.certificates(List.of(site.ca.certificate())),
                                                "rw-r--r--")
                                        .toString(),
                                Integer.toString(STORMERS)),
                        site.directory().resolve("storm.log"))
                .start();
        try (PrintStream orders = new PrintStream(stormers.getOutputStream(), true, StandardCharsets.UTF_8);
                BufferedReader answers =
                        new BufferedReader(new InputStreamReader(stormers.getInputStream(), StandardCharsets.UTF_8))) {
            // A rehearsal: what only a storm needs is compiled before anything counts.
            order(orders, answers, true);
            Target.Run unused = quiet.steady(rate, time);
            for (int i = 0; i < PAIRS; i++) {
                order(orders, answers, false);
                Target.Run calm = settled(quiet, rate, turn);
                order(orders, answers, true);
                Target.Run stormy = settled(quiet, rate, turn);
                figures.putAll(calm.figures("calm" + (i + 1) + "."));
                figures.putAll(stormy.figures("stormy" + (i + 1) + "."));
                ratios[i] = stormy.p99() / calm.p99();
                failed += calm.failed() + stormy.failed();
            }
        } finally {
            stormers.destroy();
        }
        figures.put("failed", failed);
        Arrays.sort(ratios);
        figures.put("p99RatioLowest", ratios[0]);
        figures.put("p99Ratio", ratios[PAIRS / 2]);
        figures.put("p99RatioHighest", ratios[PAIRS - 1]);
        return failed > 0 ? Double.POSITIVE_INFINITY : ratios[PAIRS / 2];
    }

    private static void order(PrintStream orders, BufferedReader answers, boolean storm) throws IOException {
        orders.println(storm ? "on" : "off");
        if (answers.readLine() == null) {
            throw new IllegalStateException("the storm did not begin; see storm.log");
        }
    }

    /** The first quarter is not counted: the server comes to rest, or the storm to its height. */
    private static Target.Run settled(Target quiet, double rate, Duration turn) throws Exception {
        Target.Run unused = quiet.steady(rate, turn.dividedBy(4));
        return quiet.steady(rate, turn);
    }
}
