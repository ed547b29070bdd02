package org.gridauthz.loadtest.tsunami;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.gridauthz.loadtest.load.Arrivals;
import org.gridauthz.loadtest.load.Asked;
import org.gridauthz.loadtest.load.Call;
import org.gridauthz.loadtest.load.HttpCall;
import org.gridauthz.loadtest.load.HttpCall.Way;
import org.gridauthz.loadtest.load.Identity;
import org.gridauthz.loadtest.load.Measured;
import org.gridauthz.loadtest.load.OpenLoop;
import org.gridauthz.loadtest.load.RealTime;
import org.gridauthz.loadtest.load.Traffic;
import org.gridauthz.tls.FastCrypto;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A loader in a process of its own, so that it can have a scheduling class of its own: {@link Order}s come as lines of JSON, so do answers. With the
 * argument {@code urgent} its callers are of the real-time class, and it is not.
 */
public final class LoaderProcess {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration OPENING = Duration.ofMillis(50);
    private static final int SOURCES = 16;
    static final String URGENT = "urgent";

    private final Map<String, List<Asked>> requests = new HashMap<>();
    private final Map<String, List<Identity>> callers = new HashMap<>();
    private final Map<String, List<HttpCall>> kept = new HashMap<>();
    /** By stream and file, which request is next: what was never seen is shown once. */
    private final Map<String, AtomicInteger> next = new HashMap<>();

    private @Nullable Storm storm;

    private final boolean urgent;

    private LoaderProcess(boolean urgent) {
        this.urgent = urgent;
    }

    public static void main(String[] arguments) throws Exception {
        PrintStream answers = System.out;
        // Whatever a library says goes to the log.
        System.setOut(System.err);
        FastCrypto.install();
        LoaderProcess loader = new LoaderProcess(List.of(arguments).contains(URGENT));
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                answers.println(JSON.writeValueAsString(loader.carryOut(JSON.readValue(line, Order.class))));
            }
        }
        System.exit(0);
    }

    private Map<String, Measured> carryOut(Order order) throws IOException, InterruptedException {
        return switch (order.what()) {
            case "run" -> run(order);
            case "storm" -> {
                storm = storm(order.streams().getFirst(), java.util.Objects.requireNonNull(order.shape()));
                yield Map.of();
            }
            case "stop" -> {
                Storm running = java.util.Objects.requireNonNull(storm);
                storm = null;
                yield Map.of("storm", running.stop());
            }
            default -> throw new IllegalArgumentException(order.what());
        };
    }

    private Map<String, Measured> run(Order order) throws IOException, InterruptedException {
        Duration length = Duration.ofNanos((long) (order.seconds() * 1e9));
        Map<Stream, List<? extends Call>> ready = new LinkedHashMap<>();
        for (Stream stream : order.streams()) {
            ready.put(stream, calls(stream));
        }
        long begin = System.nanoTime() + OPENING.toNanos();
        Map<String, OpenLoop> running = new LinkedHashMap<>();
        long seed = order.seed();
        for (Map.Entry<Stream, List<? extends Call>> each : ready.entrySet()) {
            Stream stream = each.getKey();
            List<? extends Call> calls = each.getValue();
            Arrivals arrivals = stream.perSecond() == 0
                    ? Arrivals.unbounded(length, begin)
                    : Arrivals.at(stream.perSecond(), length, begin, seed++);
            running.put(
                    stream.name(),
                    OpenLoop.start(
                            arrivals,
                            stream.perSecond(),
                            calls.size(),
                            threads(stream),
                            stream.perSecond() > 0,
                            // The call is kept for the next run, and so is its connection.
                            number -> () -> calls.get(number).make()));
        }
        Map<String, Measured> measured = new LinkedHashMap<>();
        for (Map.Entry<String, OpenLoop> each : running.entrySet()) {
            measured.put(each.getKey(), each.getValue().await());
        }
        return measured;
    }

    /** Whose answer is there goes before who has a handshake to reckon. Without a pause between calls nobody is urgent. */
    private ThreadFactory threads(Stream stream) {
        String name = stream.name() + "-";
        if (urgent && stream.perSecond() > 0) {
            return stream.way() == Way.KEPT ? RealTime.threads(name) : RealTime.next(name);
        }
        return Thread.ofPlatform().daemon().name(name, 0).factory();
    }

    private List<HttpCall> calls(Stream stream) throws IOException {
        List<Asked> asked = asked(stream.requests());
        List<Identity> who = identities(stream.callers(), List.of(InetAddress.getByName(stream.from())));
        String key = stream.name() + stream.port() + stream.requests() + stream.workers();
        if (stream.way() == Way.KEPT && kept.containsKey(key)) {
            return kept.get(key);
        }
        Traffic.Turns turns = new Traffic.Turns(who, asked);
        List<HttpCall> calls = IntStream.range(0, stream.workers())
                .mapToObj(number ->
                        turns.call(number, stream.port(), stream.way()).opened())
                .toList();
        if (stream.way() == Way.KEPT) {
            kept.put(key, calls);
        }
        return calls;
    }

    private List<Asked> asked(String file) throws IOException {
        List<Asked> read = requests.get(file);
        if (read == null) {
            read = Requests.read(Path.of(file));
            requests.put(file, read);
        }
        return read;
    }

    private List<Identity> identities(String folder, List<InetAddress> from) {
        return callers.computeIfAbsent(folder + from.getFirst(), any -> Callers.read(Path.of(folder), from));
    }

    private Storm storm(Stream stream, Shape shape) throws IOException {
        List<InetAddress> sources = sources(stream.from());
        List<Identity> who = identities(stream.callers(), sources);
        return switch (shape) {
            case HALF_OPEN ->
                HalfOpenStorm.start(
                        sources,
                        stream.port(),
                        stream.perSecond(),
                        who.getFirst().context());
            case NEW -> {
                OpenLoop loop = new Traffic(
                                who,
                                Way.NEW,
                                stream.port(),
                                asked(stream.requests()),
                                stream.workers(),
                                Thread.ofPlatform().daemon().name("storm-", 0).factory())
                        .at(stream.perSecond(), Duration.ofHours(1), 1, false);
                yield () -> {
                    loop.stop();
                    return loop.await();
                };
            }
            case KEPT, UNKNOWN, SLOW_DATABASE ->
                PipelinedStorm.start(
                        who,
                        stream.workers(),
                        stream.port(),
                        asked(stream.requests()),
                        next.computeIfAbsent(stream.name() + stream.requests(), any -> new AtomicInteger()),
                        stream.perSecond());
        };
    }

    /** Sixteen that follow one another: budgets go by source, and ports of a source run out. */
    static List<InetAddress> sources(String first) throws IOException {
        byte[] address = InetAddress.getByName(first).getAddress();
        List<InetAddress> sources = new java.util.ArrayList<>();
        for (int i = 0; i < SOURCES; i++) {
            sources.add(InetAddress.getByAddress(address.clone()));
            address[3]++;
        }
        return sources;
    }
}
