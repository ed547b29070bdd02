package org.gridauthz.loadtest.mappings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.net.ssl.SSLContext;
import org.gridauthz.testkit.ca.TestCredential;
import org.gridauthz.testkit.service.RunningService;
import org.gridauthz.testkit.service.TestSite;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code loadtest/mappings}: what {@code POST /api/v1/mappings} costs beside a servlet that moves the same bytes. */
@Command(name = "mappings", mixinStandardHelpOptions = true)
public final class MappingsLoad implements Callable<Integer> {
    private static final int UNSEEN = 300;
    private static final String PATH = "/api/v1/mappings";

    @Option(names = "--short", description = "fewer and shorter rounds: the figures are rough")
    private boolean brief;

    @Option(names = "--json", description = "write the figures to this file too")
    private @Nullable Path json;

    @Option(names = "--connections", defaultValue = "4", description = "kept connections (${DEFAULT-VALUE})")
    private int connections;

    @Option(names = "--old-wire", description = "XACML beside REST alone")
    private boolean oldWire;

    @Option(names = "--server-option", description = "of the measured JVM, e.g. a flight recording; may be repeated")
    private List<String> serverOptions = List.of();

    private final Map<String, Object> figures = new LinkedHashMap<>();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new MappingsLoad()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Path directory = Files.createTempDirectory("mappings");
        TestSite site = new TestSite(directory);
        try (MeasuredServer server = MeasuredServer.start(site, serverOptions)) {
            measure(site, server);
        }
        if (json != null) {
            Files.writeString(
                    json,
                    JsonMapper.builder()
                            .enable(SerializationFeature.INDENT_OUTPUT)
                            .build()
                            .writeValueAsString(figures));
        }
        return 0;
    }

    private void measure(TestSite site, MeasuredServer server) throws IOException, InterruptedException {
        SSLContext tls = site.storage.sslContext(List.of(site.ca.certificate()));
        byte[] names = "{\"subjects\":[{\"dn\":\"%s\",\"fqans\":[\"/dune/Role=production\",\"/dune\"]}]}"
                .formatted(site.alice.slashName())
                .getBytes(StandardCharsets.UTF_8);
        byte[] chain = body(site.vo.proxy(site.alice, "/dune/Role=production", "/dune"));
        Rounds rounds =
                new Rounds(server.handle(), tls, connections, brief ? Duration.ofSeconds(1) : Duration.ofSeconds(4));
        int pairs = brief ? 3 : 9;
        if (oldWire) {
            oldWire(site, server, tls, names, rounds, pairs);
            return;
        }
        compare("DN and FQANs", names, server, tls, rounds, pairs, 0.6);
        compare("chain seen before", chain, server, tls, rounds, pairs, 0.5);
        oldWire(site, server, tls, names, rounds, pairs);
        unseen(site, server, tls);
    }

    private void oldWire(TestSite site, MeasuredServer server, SSLContext tls, byte[] names, Rounds rounds, int pairs)
            throws IOException, InterruptedException {
        OldWire wire = new OldWire(site, server.service(), names);
        wire.check(tls);
        print("XACML, kept", wire.compare(rounds, pairs, false), 0.5);
        print("XACML, new TLS", wire.compare(rounds, pairs, true), 0.9);
        System.out.println("For comparison: Argus 1.4 did 43 calls/s on two cores, GUMS 1.4.2 350/s on sixteen.");
    }

    private void compare(
            String name, byte[] body, MeasuredServer server, SSLContext tls, Rounds rounds, int pairs, double bar)
            throws IOException, InterruptedException {
        byte[] request = KeptConnection.request("POST", PATH, body);
        try (KeptConnection gums = new KeptConnection(tls, server.service());
                KeptConnection bare = new KeptConnection(tls, server.bare())) {
            byte[] answer = gums.call(request);
            String text = new String(answer, StandardCharsets.UTF_8);
            if (!text.contains("\"account\":\"dunepro\"")) {
                throw new IllegalStateException("not the answer to be measured: " + text);
            }
            bare.call(KeptConnection.request("PUT", PATH, answer));
        }
        Rounds.Compared seen = rounds.compare(
                new Rounds.Target(server.service(), request), new Rounds.Target(server.bare(), request), pairs);
        System.out.printf(
                Locale.ROOT,
                "%-18s %5d bytes  GUMS %6.0f calls/CPU-s (%6.0f/s)  bare %6.0f calls/CPU-s (%6.0f/s)  ratio %.2f (%.2f"
                        + " to %.2f), bar %.1f%n",
                name,
                body.length,
                seen.first().perCpuSecond(),
                seen.first().perSecond(),
                seen.second().perCpuSecond(),
                seen.second().perSecond(),
                seen.ratio(),
                seen.least(),
                seen.most(),
                bar);
        figures.put(name, seen);
    }

    private void print(String name, Rounds.Compared seen, double bar) {
        System.out.printf(
                Locale.ROOT,
                "%-18s XACML %6.0f calls/CPU-s (%6.0f/s)  REST %6.0f calls/CPU-s (%6.0f/s)  ratio %.2f (%.2f to %.2f),"
                        + " bar %.1f%n",
                name,
                seen.first().perCpuSecond(),
                seen.first().perSecond(),
                seen.second().perCpuSecond(),
                seen.second().perSecond(),
                seen.ratio(),
                seen.least(),
                seen.most(),
                bar);
        figures.put(name, seen);
    }

    /** Each chain once: what TLS, canl and voms-api-java cost when nothing is remembered. */
    private void unseen(TestSite site, MeasuredServer server, SSLContext tls) throws IOException {
        List<byte[]> requests = new ArrayList<>();
        for (int i = 0; i < UNSEEN; i++) {
            requests.add(
                    KeptConnection.request("POST", PATH, body(site.vo.proxy(site.alice, "/dune/Role=production"))));
        }
        try (KeptConnection gums = new KeptConnection(tls, server.service())) {
            int half = UNSEEN / 2;
            for (byte[] request : requests.subList(0, half)) {
                gums.call(request);
            }
            Duration before = server.handle().info().totalCpuDuration().orElseThrow();
            for (byte[] request : requests.subList(half, UNSEEN)) {
                gums.call(request);
            }
            double spent = server.handle()
                    .info()
                    .totalCpuDuration()
                    .orElseThrow()
                    .minus(before)
                    .toNanos();
            double micros = spent / 1000 / (UNSEEN - half);
            System.out.printf(Locale.ROOT, "chain never seen   %6.0f µs of CPU a call%n", micros);
            figures.put("chain never seen, µs of CPU", micros);
        }
    }

    private static byte[] body(TestCredential presented) {
        return RunningService.chainBody(presented).getBytes(StandardCharsets.UTF_8);
    }
}
