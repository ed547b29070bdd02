package org.gridauthz.saz;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.lang.reflect.Field;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.gridauthz.audit.Deciding;
import org.gridauthz.changes.Follower;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.saz.decision.rest.DecisionCalls;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.gridauthz.testkit.service.RunningService;
import org.gridauthz.testkit.service.TestSite;
import org.gridauthz.web.subjects.PresentedSubject;
import org.gridauthz.web.subjects.SubjectsCall;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** The lines that a decision logs have the id that its caller is told. The decider is broken, so that each decision logs one. */
class DecisionLogTest {
    @RegisterExtension
    static final DatabaseBackend DATABASE = DatabaseBackend.h2();

    @TempDir
    static Path directory;

    private static final Logger LOG = (Logger) LoggerFactory.getLogger("org.gridauthz.saz");
    private static final ListAppender<ILoggingEvent> LINES = new ListAppender<>();

    private static TestSite site;
    private static RunningService saz;

    @BeforeAll
    static void start() throws ReflectiveOperationException {
        site = new TestSite(directory);
        saz = new RunningService(SazService.class, site, DATABASE.url());
        Field decider = DecisionCalls.class.getDeclaredField("decider");
        decider.setAccessible(true);
        decider.set(saz.part(DecisionCalls.class), null);
        LINES.start();
        LOG.addAppender(LINES);
    }

    @AfterAll
    static void stop() {
        LOG.detachAppender(LINES);
        saz.close();
    }

    private static List<String> names() {
        return List.copyOf(LINES.list).stream()
                .map(line -> line.getMDCPropertyMap().getOrDefault(Deciding.KEY, ""))
                .toList();
    }

    @Test
    void ofABatchEachHasItsOwn() {
        LINES.list.clear();
        HttpResponse<String> response = saz.ask(site.storage, "/api/v1/decisions", """
            {"subjects": [{"dn": "/DC=org/CN=One"}, {"dn": "/DC=org/CN=Two"}]}\
            """);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(503);
        JsonNode results = RunningService.json(response).path("results");
        List<String> told = StreamSupport.stream(results.spliterator(), false)
                .map(result -> result.path("id").asString())
                .toList();
        assertThat(told).doesNotHaveDuplicates().hasSize(2);
        assertThat(names()).isEqualTo(told);
    }

    @Test
    void whatTheThreadLogsAfterwardsHasNone() {
        LINES.list.clear();
        var call = new SubjectsCall(
                null, List.of(new PresentedSubject.Named(new SlashDn("/DC=org/CN=One"), null, List.of(), false)));
        String id = saz.part(DecisionCalls.class)
                .answer(
                        new SlashDn(TestSite.VOUCHER),
                        call,
                        Objects.requireNonNull(saz.part(Follower.class).freshness()),
                        false)
                .getFirst()
                .id();
        LOG.warn("the next thing");
        assertThat(names()).containsExactly(id, "");
    }
}
