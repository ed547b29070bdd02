package org.gridauthz.voms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.List;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.gridauthz.testkit.traces.TraceReceiver;
import org.gridauthz.testkit.traces.TraceReceiver.Seen;
import org.gridauthz.tracing.SpanPipe;
import org.gridauthz.voms.attribute.Standing.Member;
import org.gridauthz.voms.port.Line;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Requests for attributes as spans, by the VO's port and by REST. */
class TracesTest {
    @RegisterExtension
    static final DatabaseBackend DATABASE = DatabaseBackend.h2();

    @TempDir
    static Path directory;

    @Test
    void anAttributeCertificateAndARefusal() throws IOException {
        try (TraceReceiver collector = new TraceReceiver();
                VomsPlace place = new VomsPlace(
                        directory,
                        DATABASE.url(),
                        "--gridauthz.traces.endpoint=" + collector.endpoint(),
                        "--gridauthz.traces.share=1")) {
            place.members()
                    .put(
                            "dune",
                            place.site.alice.slashName(),
                            new Member(List.of(TestMembers.group("/dune")), List.of(), List.of()));
            for (String query : List.of("", "?fqans=/dune/Role=root")) {
                try (Line line = new Line(place.site.alice.sslContext(), place.dune)) {
                    line.say("GET /generate-ac" + query + " HTTP/1.1\r\n\r\n").hear();
                }
            }
            place.service.send(
                    place.site.alice,
                    HttpRequest.newBuilder(place.service.uri("service", "/voms/dune/generate-ac"))
                            .build());
            VomsPlace.await(() -> {
                place.service.part(SpanPipe.class).flush();
                return collector.seen().size() >= 3;
            });
            assertThat(collector.seen())
                    .extracting(it -> it.span().getName())
                    .containsExactly("voms port", "voms port", "voms rest");
            assertThat(collector.seen())
                    .extracting(Seen::attributes)
                    .extracting(it -> it.get("gridauthz.outcome"))
                    .containsExactly("permit", "deny", "permit");
            assertThat(collector.everything()).doesNotContain("Alice", "/dune", "DC=org");
        }
    }
}
