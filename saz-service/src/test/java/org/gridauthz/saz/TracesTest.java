package org.gridauthz.saz;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.gridauthz.testkit.clients.RecordedQueries;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.gridauthz.testkit.service.RunningService;
import org.gridauthz.testkit.service.TestSite;
import org.gridauthz.testkit.traces.TraceReceiver;
import org.gridauthz.testkit.traces.TraceReceiver.Seen;
import org.gridauthz.tracing.SpanPipe;
import org.gridauthz.tracing.TraceFilter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A span a call, as a collector gets it. */
class TracesTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String SPAN = "b7ad6b7169203331";

    @RegisterExtension
    static final DatabaseBackend DATABASE = DatabaseBackend.h2();

    @TempDir
    static Path directory;

    private static TestSite site;
    private static TraceReceiver collector;
    private static RunningService saz;

    @BeforeAll
    static void start() {
        site = new TestSite(directory);
        collector = new TraceReceiver();
        saz = new RunningService(
                SazService.class,
                site,
                DATABASE.url(),
                "--gridauthz.traces.endpoint=" + collector.endpoint(),
                "--gridauthz.traces.share=1",
                "--gridauthz.traces.continue-from=service");
    }

    @AfterAll
    static void stop() {
        saz.close();
        collector.close();
    }

    /** What a call sent, once it is over: a span is written after the answer has left. */
    private static Seen sent(Runnable call) {
        int before = collector.seen().size();
        call.run();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (collector.seen().size() == before && System.nanoTime() < end) {
            saz.part(SpanPipe.class).flush().join(5, TimeUnit.SECONDS);
        }
        List<Seen> seen = collector.seen();
        assertThat(seen).hasSize(before + 1);
        return seen.getLast();
    }

    private static HttpRequest.Builder decision(String listener) {
        return HttpRequest.newBuilder(saz.uri(listener, "/api/v1/decisions"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(RunningService.chainBody(site.alice.proxies(1))));
    }

    @Test
    void aDecisionIsASpanThatNamesNobody() {
        JsonNode[] result = new JsonNode[1];
        Seen span = sent(() -> result[0] = RunningService.json(
                        saz.send(site.gatekeeper, decision("service").build()))
                .path("results")
                .path(0));
        assertThat(span.span().getName()).isEqualTo("saz decisions");
        assertThat(span.attributes())
                .containsOnlyKeys("gridauthz.wire", "gridauthz.outcome", "gridauthz.decisions", "gridauthz.decision")
                .containsEntry("gridauthz.wire", "decisions")
                .containsEntry("gridauthz.outcome", "permit")
                .containsEntry("gridauthz.decision", result[0].path("id").asString());
        assertThat(span.process())
                .containsEntry("service.name", "saz")
                .containsKeys("service.version", "service.instance.id");
        assertThat(span.parent()).isEmpty();
        long nanos = span.span().getEndTimeUnixNano() - span.span().getStartTimeUnixNano();
        assertThat(nanos).isBetween(1_000L, TimeUnit.SECONDS.toNanos(20));
        assertThat(collector.everything()).doesNotContain("Alice", "ce1.example.org", "/DC=", "DC=org");
    }

    @Test
    void aBatchIsOneSpanAndSaysWhetherAllCameOutAlike() {
        Seen span = sent(() -> saz.ask(site.storage, "/api/v1/decisions", """
            {"subjects": [{"dn": "/DC=org/CN=One"}, {"dn": "/DC=org/CN=Two"}, {"token": "no.such.token"}]}\
            """));
        assertThat(span.attributes())
                .containsEntry("gridauthz.decisions", "3")
                .containsEntry("gridauthz.outcome", "mixed")
                .doesNotContainKey("gridauthz.decision");
    }

    @Test
    void aCallThatIsRefusedIsOneToo() {
        Seen span = sent(() -> saz.ask(site.gatekeeper, "/api/v1/decisions", "{}"));
        assertThat(span.attributes())
                .containsEntry("gridauthz.outcome", "refused")
                .containsEntry("gridauthz.decisions", "0");
    }

    @Test
    void soIsOneOfTheOldWires() {
        Seen span = sent(() -> saz.send(
                site.gatekeeper,
                HttpRequest.newBuilder(saz.uri("service", "/authz"))
                        .header("Content-Type", "text/xml")
                        .POST(BodyPublishers.ofString(RecordedQueries.of("arc-emi")))
                        .build()));
        assertThat(span.span().getName()).isEqualTo("saz argus");
        assertThat(span.attributes()).containsEntry("gridauthz.wire", "argus").containsKey("gridauthz.outcome");
    }

    @Test
    void aCallersTraceIsContinuedOnlyWhereASiteSaysSo() {
        String said = "00-" + TRACE + "-" + SPAN + "-01";
        Seen trusted = sent(() -> saz.send(
                site.gatekeeper, decision("service").header("traceparent", said).build()));
        assertThat(trusted.trace()).isEqualTo(TRACE);
        assertThat(trusted.parent()).isEqualTo(SPAN);
        Seen other = sent(() -> saz.send(
                site.gatekeeper, decision("admin").header("traceparent", said).build()));
        assertThat(other.trace()).isNotEqualTo(TRACE);
        assertThat(other.parent()).isEmpty();
        Seen nonsense = sent(() -> saz.send(
                site.gatekeeper,
                decision("service").header("traceparent", "00-zz-zz-01").build()));
        assertThat(nonsense.parent()).isEmpty();
    }

    @Test
    void aCollectorThatTakesNothingCostsSpansAndNoCall() {
        collector.answer(503);
        try {
            assertThat(saz.send(site.gatekeeper, decision("service").build()).statusCode())
                    .isEqualTo(200);
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (failed() < 1 && System.nanoTime() < end) {
                saz.part(SpanPipe.class).flush().join(5, TimeUnit.SECONDS);
            }
            assertThat(failed()).isGreaterThanOrEqualTo(1);
        } finally {
            collector.answer(200);
        }
        Seen later = sent(() -> saz.send(site.gatekeeper, decision("service").build()));
        assertThat(later.attributes()).containsEntry("gridauthz.outcome", "permit");
    }

    private static double failed() {
        return saz.part(MeterRegistry.class)
                .get("gridauthz.traces.spans")
                .tag("result", "failed")
                .functionCounter()
                .count();
    }

    @Test
    void unlessAskedForThereIsNothingOfIt() {
        try (RunningService plain = new RunningService(SazService.class, site, DATABASE.url())) {
            assertThat(plain.context().getBeanNamesForType(SpanPipe.class)).isEmpty();
            assertThat(plain.part(jakarta.servlet.ServletContext.class)
                            .getFilterRegistrations()
                            .values())
                    .noneMatch(filter -> filter.getClassName().equals(TraceFilter.class.getName()));
        }
    }
}
