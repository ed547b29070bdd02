package org.gridauthz.loadtest.attributes;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.gridauthz.testkit.ca.Pem;
import org.gridauthz.testkit.ca.TestCredential;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

/** {@code loadtest/attributes}: how many attribute certificates a VO port on this machine issues, and what one costs. */
@Command(name = "attributes", mixinStandardHelpOptions = true)
public final class AttributesLoad implements Callable<Integer> {
    @Parameters(index = "0", description = "the VO's port on loopback")
    private int port;

    @Option(names = "--vo", required = true)
    private String vo = "";

    @Option(names = "--certificate", required = true, description = "a member's")
    private Path certificate = Path.of("");

    @Option(names = "--key", required = true)
    private Path key = Path.of("");

    @Option(names = "--anchors", required = true, description = "PEM certificates of the CAs to believe")
    private Path anchors = Path.of("");

    @Option(names = "--rest", description = "the REST protocol in the place of the XML protocol")
    private boolean rest;

    @Option(names = "--clients", defaultValue = "4", description = "at a time (${DEFAULT-VALUE})")
    private int clients;

    @Option(names = "--seconds", defaultValue = "60", description = "after as many of warming up (${DEFAULT-VALUE})")
    private int seconds;

    @Option(names = "--short", description = "five seconds: the figures are rough")
    private boolean brief;

    @Option(names = "--pid", description = "whose processor time to count; may be repeated")
    private List<Long> pids = List.of();

    @Option(names = "--json", description = "write the figures to this file too")
    private @Nullable Path json;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new AttributesLoad()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        TestCredential member = Pem.read(List.of(), certificate, key);
        AttributeClient client = new AttributeClient(port, vo, rest, member, anchors());
        Duration time = Duration.ofSeconds(brief ? 5 : seconds);
        run(client, time, new ConcurrentHistogram(3));
        long[] before = new long[pids.size()];
        for (int i = 0; i < before.length; i++) {
            before[i] = ProcessorTime.of(pids.get(i));
        }
        Histogram micros = new ConcurrentHistogram(3);
        long start = System.nanoTime();
        long failed = run(client, time, micros);
        double wall = (System.nanoTime() - start) / 1e9;
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("protocol", rest ? "rest" : "xml");
        figures.put("clients", clients);
        figures.put("issued", micros.getTotalCount());
        figures.put("failed", failed);
        figures.put("perSecond", micros.getTotalCount() / wall);
        figures.put("p50Millis", micros.getValueAtPercentile(50) / 1000.0);
        figures.put("p99Millis", micros.getValueAtPercentile(99) / 1000.0);
        double all = 0;
        for (int i = 0; i < before.length; i++) {
            double each = (double) (ProcessorTime.of(pids.get(i)) - before[i]) / micros.getTotalCount();
            figures.put("millisOfProcess" + pids.get(i), each);
            all += each;
        }
        if (all > 0) {
            figures.put("perProcessorSecond", 1000 / all);
        }
        figures.forEach((name, value) -> System.out.println(
                name + " " + (value instanceof Double real ? String.format(Locale.ROOT, "%.2f", real) : value)));
        if (json != null) {
            Files.writeString(json, new JsonMapper().writeValueAsString(figures));
        }
        return failed == 0 && micros.getTotalCount() > 0 ? 0 : 1;
    }

    /** How many failed. */
    private long run(AttributeClient client, Duration time, Histogram micros) throws Exception {
        long end = System.nanoTime() + time.toNanos();
        AtomicLong failed = new AtomicLong();
        try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                all.add(threads.submit(() -> {
                    while (System.nanoTime() < end) {
                        long start = System.nanoTime();
                        if (client.ask()) {
                            micros.recordValue((System.nanoTime() - start) / 1000);
                        } else {
                            failed.incrementAndGet();
                        }
                    }
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
        }
        return failed.get();
    }

    private List<X509Certificate> anchors() throws Exception {
        try (InputStream in = Files.newInputStream(anchors)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        }
    }
}
