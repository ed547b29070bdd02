package org.gridauthz.audit;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Which lines carry whose name: seen in the very JSON that a service prints. */
class DecidingTest {
    private static final JsonMapper JSON = new JsonMapper();

    private final Logger log = (Logger) LoggerFactory.getLogger(DecidingTest.class);
    private final Lines lines = new Lines();

    /** What is printed, a line of JSON an event. */
    private static final class Lines extends AppenderBase<ILoggingEvent> {
        private final StructuredLogEncoder encoder = new StructuredLogEncoder();
        private final List<JsonNode> printed = new CopyOnWriteArrayList<>();

        void as(String format, LoggerContext context) {
            context.putObject(Environment.class.getName(), new StandardEnvironment());
            setContext(context);
            encoder.setContext(context);
            encoder.setFormat(format);
            encoder.start();
            start();
        }

        @Override
        protected void append(ILoggingEvent event) {
            printed.add(JSON.readTree(new String(encoder.encode(event), StandardCharsets.UTF_8)));
        }

        /** The names, in order; empty where a line has none. */
        List<String> names() {
            return printed.stream()
                    .map(it -> it.path(Deciding.KEY).asString(""))
                    .toList();
        }
    }

    @BeforeEach
    void listen() {
        lines.as("ecs", log.getLoggerContext());
        log.addAppender(lines);
    }

    @AfterEach
    void leave() {
        log.detachAppender(lines);
    }

    @Test
    void linesInsideHaveTheNameAndLaterOnesOfTheSameThreadHaveNot() {
        log.warn("before");
        for (String id : List.of("0a-1", "0a-2")) {
            try (Deciding unused = Deciding.of(id)) {
                log.warn("inside");
            }
            log.warn("between");
        }
        assertThat(lines.names()).containsExactly("", "0a-1", "", "0a-2", "");
    }

    @Test
    void aDecisionThatBreaksLeavesNoNameBehind() {
        try (Deciding unused = Deciding.of("0a-1")) {
            throw new IllegalStateException("broken");
        } catch (IllegalStateException e) {
            log.warn("caught");
        }
        assertThat(lines.names()).containsExactly("");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theNameGoesWithTheWorkAndStaysOnNoThreadOfAPool(boolean virtual) throws Exception {
        try (ExecutorService threads =
                virtual ? Executors.newVirtualThreadPerTaskExecutor() : Executors.newFixedThreadPool(1)) {
            try (Deciding unused = Deciding.of("0a-1")) {
                threads.submit(Deciding.carried(() -> {
                            log.warn("for it");
                            return null;
                        }))
                        .get();
                threads.submit(() -> log.warn("for nobody")).get();
            }
            threads.submit(Deciding.carried(() -> {
                        log.warn("after it");
                        return null;
                    }))
                    .get();
        }
        assertThat(lines.names()).containsExactly("0a-1", "", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ecs", "logstash", "gelf"})
    void everyFormThatASiteMayChooseTellsIt(String format) {
        Lines other = new Lines();
        other.as(format, log.getLoggerContext());
        log.addAppender(other);
        try (Deciding unused = Deciding.of("0a-1")) {
            log.warn("inside");
        } finally {
            log.detachAppender(other);
        }
        assertThat(other.printed.getFirst().toString()).contains("\"0a-1\"");
    }
}
