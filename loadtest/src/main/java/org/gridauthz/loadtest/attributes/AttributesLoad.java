package org.gridauthz.loadtest.attributes;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
import org.gridauthz.loadtest.site.Placement;
import org.gridauthz.testkit.ca.Pem;
import org.gridauthz.testkit.service.TestSite;
import org.gridauthz.tls.FastCrypto;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

/** {@code loadtest/attributes}: how many attribute certificates a VO port on this machine issues, and what one costs. */
@Command(name = "attributes", mixinStandardHelpOptions = true)
public final class AttributesLoad implements Callable<Integer> {
    /** A large VO may cost this much more than a small one. */
    private static final double AS_SMALL = 1.1;
    /** Than the other maker's, whose database is counted. */
    private static final double AS_CHEAP = 3;

    private static final double AS_QUICK = 0.5;
    /** Clients; so many make the bar for the p99 meaningful. */
    private static final int MANY = 50;

    private static final int TURNS = 3;
    private static final int STORMED = 100;

    @Parameters(index = "0", arity = "0..1", description = "somebody's port on loopback; without it ours is started")
    private @Nullable Integer port;

    @Option(names = "--vo", description = "behind that port")
    private @Nullable String vo;

    @Option(names = "--certificate", description = "a member's")
    private @Nullable Path certificate;

    @Option(names = "--key")
    private @Nullable Path key;

    @Option(names = "--anchors", description = "PEM certificates of the CAs to believe")
    private @Nullable Path anchors;

    @Option(names = "--pid", description = "whose processor time to count; may be repeated")
    private List<Long> pids = new ArrayList<>();

    @Option(names = "--members", description = "fill a VO with so many, and compare with one of a hundred")
    private int members;

    @Option(names = "--groups", defaultValue = "1000", description = "in so many groups (${DEFAULT-VALUE})")
    private int groups;

    @Option(names = "--database", description = "the JDBC URL for ours; H2 in its process otherwise")
    private String database = VoProcess.MEMORY;

    @Option(names = "--server-option", description = "of our JVM, e.g. a flight recording; may be repeated")
    private List<String> serverOptions = List.of();

    @Option(
            names = "--beside",
            description = "start ours too and load both in turns: bars 3 times as cheap, with 50 clients p99 half")
    private boolean beside;

    @Option(names = "--storm", description = "ours alone: what a storm on one VO's port does to another VO")
    private boolean storm;

    @Option(names = "--signing", description = "only: whole certificates against raw signatures")
    private boolean signing;

    @Option(names = "--rest", description = "the REST protocol in the place of the XML protocol")
    private boolean rest;

    @Option(names = "--clients", defaultValue = "4", description = "at a time (${DEFAULT-VALUE})")
    private int clients;

    @Option(names = "--seconds", defaultValue = "60", description = "after as many of warming up (${DEFAULT-VALUE})")
    private int seconds;

    @Option(names = "--short", description = "five seconds: the figures are rough")
    private boolean brief;

    @Option(names = "--json", description = "write the figures to this file too")
    private @Nullable Path json;

    private final Map<String, Object> figures = new LinkedHashMap<>();
    private boolean held = true;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new AttributesLoad()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        FastCrypto.install();
        figures.put("protocol", rest ? "rest" : "xml");
        figures.put("clients", clients);
        if (signing) {
            held = Signing.run(figures) >= Signing.GOAL;
        } else if (port != null && !beside) {
            measure(new Target(client(port), pids));
        } else {
            TestSite site = new TestSite(Files.createTempDirectory("attributes"));
            int large = storm ? STORMED : members;
            Placement placement = storm ? Neighbour.SERVER : Placement.ANYWHERE;
            List<String> settings = storm ? Neighbour.settings(site) : List.of();
            try (VoProcess ours = VoProcess.start(site, database, large, groups, serverOptions, placement, settings)) {
                List<Long> all = new ArrayList<>(List.of(ours.process().pid()));
                if (port == null) {
                    all.addAll(pids);
                }
                Target small = new Target(client(site, ours.small(), "small"), all);
                if (port != null) {
                    beside(small, new Target(client(port), pids));
                } else if (storm) {
                    Target.Run unused = small.run(clients, time());
                    held = Neighbour.run(site, small, ours.large(), time(), figures) <= Neighbour.AS_ALONE;
                } else if (members == 0) {
                    measure(small);
                } else {
                    compare(small, new Target(client(site, ours.large(), "large"), all));
                }
            }
        }
        figures.forEach((name, value) -> System.out.println(
                name + " " + (value instanceof Double real ? String.format(Locale.ROOT, "%.2f", real) : value)));
        if (json != null) {
            Files.writeString(json, new JsonMapper().writeValueAsString(figures));
        }
        return held ? 0 : 1;
    }

    private Duration time() {
        return Duration.ofSeconds(brief ? 5 : seconds);
    }

    private void measure(Target target) throws Exception {
        Target.Run unused = target.run(clients, time());
        take("", target.run(clients, time()));
    }

    /** In turns, so that both meet the same moments; the sums are compared. */
    private void compare(Target small, Target large) throws Exception {
        Duration turn = time().dividedBy(4);
        Target.Run unused = small.run(clients, turn.multipliedBy(2));
        unused = large.run(clients, turn.multipliedBy(2));
        double ofSmall = 0;
        double ofLarge = 0;
        for (int i = 1; i <= 4; i++) {
            Target.Run first = small.run(clients, turn);
            Target.Run second = large.run(clients, turn);
            take("small" + i + ".", first);
            take("large" + i + ".", second);
            ofSmall += first.millisEach();
            ofLarge += second.millisEach();
        }
        figures.put("largeToSmall", ofLarge / ofSmall);
        held &= ofLarge / ofSmall <= AS_SMALL;
    }

    /** In turns, so that both meet the same moments. */
    private void beside(Target ours, Target theirs) throws Exception {
        Target.Run unused = ours.run(clients, time());
        unused = theirs.run(clients, time().dividedBy(6));
        double ofOurs = 0;
        double ofTheirs = 0;
        Histogram oursMicros = new Histogram(3);
        Histogram theirsMicros = new Histogram(3);
        for (int i = 1; i <= TURNS; i++) {
            Target.Run first = ours.run(clients, time().dividedBy(TURNS));
            Target.Run second = theirs.run(clients, time().dividedBy(TURNS));
            take("ours" + i + ".", first);
            take("theirs" + i + ".", second);
            ofOurs += first.millisEach();
            ofTheirs += second.millisEach();
            oursMicros.add(first.micros());
            theirsMicros.add(second.micros());
        }
        double p99 = (double) oursMicros.getValueAtPercentile(99) / theirsMicros.getValueAtPercentile(99);
        figures.put("millisEach", ofOurs / TURNS);
        figures.put("theirMillisEach", ofTheirs / TURNS);
        figures.put("timesAsCheap", ofTheirs / ofOurs);
        figures.put("p99ToTheirs", p99);
        held &= ofTheirs / ofOurs >= AS_CHEAP && (clients < MANY || p99 <= AS_QUICK);
    }

    private void take(String prefix, Target.Run run) {
        figures.putAll(run.figures(prefix));
        held &= run.failed() == 0 && run.issued() > 0;
    }

    private AttributeClient client(TestSite site, int port, String vo) {
        return new AttributeClient(port, vo, rest, site.alice, List.of(site.ca.certificate()));
    }

    private AttributeClient client(int somebodys) throws Exception {
        if (vo == null || certificate == null || key == null || anchors == null) {
            throw new ParameterException(
                    new CommandLine(this), "a port needs --vo, --certificate, --key and --anchors");
        }
        return client(somebodys, vo, rest, certificate, key, anchors);
    }

    static AttributeClient client(int port, String vo, boolean rest, Path certificate, Path key, Path anchors)
            throws IOException {
        try (InputStream in = Files.newInputStream(anchors)) {
            List<X509Certificate> believed = CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
            return new AttributeClient(port, vo, rest, Pem.read(List.of(), certificate, key), believed);
        } catch (CertificateException e) {
            throw new IOException(anchors + " holds no PEM certificates", e);
        }
    }
}
