package org.gridauthz.loadtest.handshakes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.gridauthz.loadtest.load.Asked;
import org.gridauthz.loadtest.load.HttpCall.Way;
import org.gridauthz.loadtest.load.Identity;
import org.gridauthz.loadtest.load.Paired;
import org.gridauthz.loadtest.load.Traffic;
import org.gridauthz.loadtest.report.Report;
import org.gridauthz.loadtest.report.Table;
import org.gridauthz.loadtest.site.Instance;
import org.gridauthz.loadtest.site.LoadSite;
import org.gridauthz.loadtest.site.NginxServer;
import org.gridauthz.loadtest.site.OpenSslServer;
import org.gridauthz.loadtest.site.Placement;
import org.gridauthz.loadtest.site.Placement.Urgency;
import org.gridauthz.loadtest.site.Population;
import org.gridauthz.loadtest.site.ProcessorSeconds;
import org.gridauthz.loadtest.site.RunOptions;
import org.gridauthz.testkit.ca.KeyKind;
import org.gridauthz.testkit.ca.TestCredential;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code loadtest/handshakes}: what a new connection costs the server beside other servers, and what each lever gains. */
@Command(name = "handshakes", mixinStandardHelpOptions = true)
public final class HandshakesLoad implements Callable<Integer> {
    private static final int HOSTS = 8;
    private static final int WORKERS = 4;
    private static final int SILENCE_MILLIS = 10_000;
    /** Answered by a few bytes, whatever the service: the method is not allowed. */
    private static final int METHOD_NOT_ALLOWED = 405;

    @Option(names = "--short", description = "seconds in the place of minutes: the figures are rough")
    private boolean brief;

    @Option(
            names = "--provider",
            split = ",",
            defaultValue = "fast,jdk",
            description = "of cryptography: fast, jdk (${DEFAULT-VALUE})")
    private List<String> providers = List.of();

    @Option(
            names = "--host-key",
            split = ",",
            defaultValue = "ec,rsa",
            description = "of the server: ec, rsa (${DEFAULT-VALUE})")
    private List<String> hostKeys = List.of();

    @Option(
            names = "--client-key",
            split = ",",
            defaultValue = "rsa,ec",
            description = "of the callers: rsa, ec (${DEFAULT-VALUE})")
    private List<String> clientKeys = List.of();

    @Option(names = "--way", split = ",", defaultValue = "NEW,RESUMED", description = "NEW, RESUMED (${DEFAULT-VALUE})")
    private List<Way> ways = List.of();

    @Option(
            names = "--unseen",
            description = "also callers with a proxy never seen before: what the chain cache saves",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true")
    private boolean unseen;

    @Option(names = "--tls", description = "TLSv1.2 or TLSv1.3; without it what both sides like best")
    private @Nullable String version;

    @Mixin
    private RunOptions run = new RunOptions();

    private final List<Handshakes> figures = new ArrayList<>();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new HandshakesLoad()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        if (version != null) {
            System.setProperty("jdk.tls.client.protocols", version);
        }
        Report report = new Report("loadtest/handshakes" + (brief ? " --short" : ""));
        Placement loader = run.settle(report);
        if (!NginxServer.here()) {
            report.note("no nginx here: it is not compared with");
        }
        try (LoadSite site = LoadSite.start(loader)) {
            for (String provider : providers) {
                for (String hostKey : hostKeys) {
                    measure(site, provider, hostKey);
                }
            }
        }
        report.say(new Table(
                "New mutual-TLS connections with a tiny call, for a second of the server's processor time",
                Handshakes.HEADINGS,
                figures.stream().map(Handshakes::row).toList()));
        report.noteIfBusy("ratios are noisy");
        report.note(String.format(
                Locale.ROOT,
                "the loader used %.1f s of processor time, which is in none of the figures",
                ProcessorSeconds.ofThis()));
        report.figure("lines", figures);
        run.write(report);
        return 0;
    }

    private void measure(LoadSite site, String provider, String hostKey) throws Exception {
        boolean ec = hostKey.equals("ec");
        TestCredential host = ec ? site.ecHost() : site.rsaHost();
        Placement placement = run.server(Urgency.USUAL);
        Instance.Wanted wanted = new Instance.Wanted(
                "saz",
                "saz-%s-%s".formatted(provider, hostKey),
                List.of("service"),
                run.begins(Urgency.USUAL),
                run.serverOptions(),
                provider.equals("fast"),
                false,
                site.arguments(ec));
        try (Instance server = site.start(List.of(wanted)).getFirst();
                OpenSslServer openssl = OpenSslServer.start(site, host, placement);
                Others others =
                        new Others(openssl, NginxServer.here() ? NginxServer.start(site, host, placement) : null)) {
            for (String clientKey : clientKeys) {
                warmUp(server, callers(site, clientKey), "%s host key, %s callers".formatted(hostKey, clientKey));
            }
            run.confine(server);
            for (String clientKey : clientKeys) {
                List<Identity> callers = callers(site, clientKey);
                for (Way way : ways) {
                    compare(server, others, provider, hostKey, clientKey, callers, way);
                }
            }
            if (unseen) {
                neverSeen(site, server, provider, hostKey);
            }
        }
    }

    private static List<Identity> callers(LoadSite site, String key) {
        KeyKind kind = key.equals("rsa") ? KeyKind.RSA_2048 : KeyKind.EC_P256;
        return Population.hosts(site.test(), key + "wn", HOSTS, kind).stream()
                .map(one -> new Identity(one, List.of(site.test().ca.certificate()), SILENCE_MILLIS))
                .toList();
    }

    private void compare(
            Instance server,
            Others others,
            String provider,
            String hostKey,
            String callers,
            List<Identity> identities,
            Way way)
            throws InterruptedException {
        Duration round = brief ? Duration.ofMillis(500) : Duration.ofSeconds(4);
        Traffic ours = Traffic.of(identities, way, server.port("service"), List.of(tiny()), WORKERS);
        Traffic theirs = Traffic.of(identities, way, others.openssl().port(), List.of(OpenSslServer.TINY), WORKERS);
        Paired.Side us = new Paired.Side(ours, server::processorSeconds);
        Report.progress("%s, %s host key, %s callers, %s".formatted(provider, hostKey, callers, way));
        us.perProcessorSecond(brief ? Duration.ofMillis(200) : Duration.ofSeconds(6));
        Paired openssl = Paired.of(
                us,
                new Paired.Side(theirs, others.openssl()::processorSeconds),
                brief ? 1 : 5,
                round,
                HandshakesLoad::told);
        row(provider, hostKey, callers, way, "openssl s_server", openssl.ours(), openssl);
        NginxServer nginx = others.nginx();
        if (nginx != null) {
            Traffic third = Traffic.of(identities, way, nginx.port(), List.of(NginxServer.TINY), WORKERS);
            Paired with = Paired.of(
                    us, new Paired.Side(third, nginx::processorSeconds), brief ? 1 : 5, round, HandshakesLoad::told);
            row(provider, hostKey, callers, way, "nginx", with.ours(), with);
        }
    }

    /** Each caller once: nothing is remembered of any. */
    private void neverSeen(LoadSite site, Instance server, String provider, String hostKey)
            throws InterruptedException {
        int count = brief ? 20 : 400;
        List<Identity> once = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            TestCredential proxy =
                    site.test().alice.proxy().key(KeyKind.EC_P256).issue();
            once.add(new Identity(proxy, List.of(site.test().ca.certificate()), SILENCE_MILLIS));
        }
        Traffic traffic = Traffic.of(once, Way.NEW, server.port("service"), List.of(tiny()), WORKERS);
        double before = server.processorSeconds();
        // Ended by the number of callers and not by the clock: nobody comes twice.
        long answered = traffic.once(count).answered().count();
        double each = answered / Math.max(0.01, server.processorSeconds() - before);
        row(provider, hostKey, "proxies never seen", Way.NEW, "", each, null);
    }

    private static Asked tiny() {
        return Asked.answeredWith("GET", "/api/v1/decisions", METHOD_NOT_ALLOWED);
    }

    /** On every processor, so that what is measured afterwards on one is compiled. */
    private void warmUp(Instance server, List<Identity> callers, String what) throws InterruptedException {
        Report.progress(what + ": warming up");
        Duration each = brief ? Duration.ofMillis(300) : Duration.ofSeconds(30).dividedBy(ways.size());
        for (Way way : ways) {
            Traffic traffic = Traffic.of(callers, way, server.port("service"), List.of(tiny()), WORKERS);
            new Paired.Side(traffic, server::processorSeconds).perProcessorSecond(each);
        }
    }

    private static void told(double ours, double theirs) {
        Report.progress(String.format(Locale.ROOT, "  %.0f against %.0f", ours, theirs));
    }

    private void row(
            String provider,
            String hostKey,
            String callers,
            Way way,
            String against,
            double ours,
            @Nullable Paired compared) {
        figures.add(new Handshakes(provider, hostKey, callers, way, against, ours, compared));
    }
}
