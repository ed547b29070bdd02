package org.gridauthz.testkit.traces;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A collector on loopback that takes OTLP over HTTP: the messages are decoded by OpenTelemetry's own definitions. */
public final class TraceReceiver implements AutoCloseable {
    private final HttpServer server;
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private volatile int status = 200;

    /**
     * A span as it arrived.
     *
     * @param process of the process that sent it
     */
    public record Seen(Span span, Map<String, String> attributes, Map<String, String> process) {
        /** The trace it belongs to, in hex. */
        public String trace() {
            return hex(span.getTraceId().toByteArray());
        }

        /** The span above it, in hex; empty for none. */
        public String parent() {
            return hex(span.getParentSpanId().toByteArray());
        }

        private static String hex(byte[] bytes) {
            return java.util.HexFormat.of().formatHex(bytes);
        }
    }

    /** Begins to listen. */
    public TraceReceiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/v1/traces", this::take);
        server.start();
    }

    /** What services are told. */
    public URI endpoint() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    /** Whatever arrived, in order. */
    public List<Seen> seen() {
        return List.copyOf(seen);
    }

    /** All that was sent, byte for byte a character: to look for what must not be there. */
    public String everything() {
        return String.join("\n", bodies);
    }

    /** From now on says this instead of 200, and keeps nothing. */
    public void answer(int other) {
        status = other;
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (status == 200) {
                bodies.add(new String(body, StandardCharsets.ISO_8859_1));
                keep(ExportTraceServiceRequest.parseFrom(body));
            }
            exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(status, -1); // an empty message, which is no bytes
        }
    }

    private void keep(ExportTraceServiceRequest request) {
        request.getResourceSpansList().forEach(resource -> {
            Map<String, String> process = texts(resource.getResource().getAttributesList());
            resource.getScopeSpansList()
                    .forEach(scope -> scope.getSpansList()
                            .forEach(span -> seen.add(new Seen(span, texts(span.getAttributesList()), process))));
        });
    }

    private static Map<String, String> texts(List<KeyValue> attributes) {
        Map<String, String> texts = new TreeMap<>();
        attributes.forEach(one -> texts.put(
                one.getKey(),
                one.getValue().hasIntValue()
                        ? Long.toString(one.getValue().getIntValue())
                        : one.getValue().getStringValue()));
        return texts;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
