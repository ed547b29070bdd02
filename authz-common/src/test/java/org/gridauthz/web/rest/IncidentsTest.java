package org.gridauthz.web.rest;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.List;
import org.apache.catalina.connector.ClientAbortException;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class IncidentsTest {
    private static List<Level> logged(Throwable failure) {
        HttpServletRequest request = (HttpServletRequest) Proxy.newProxyInstance(
                IncidentsTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> method.getName().equals("getMethod") ? "GET" : "/health/fresh");
        Logger log = (Logger) LoggerFactory.getLogger(Incidents.class);
        ListAppender<ILoggingEvent> appender = new ListAppender<>();
        appender.start();
        log.addAppender(appender);
        try {
            assertThat(Incidents.log(request, failure)).hasSize(36);
        } finally {
            log.detachAppender(appender);
        }
        return appender.list.stream()
                .map(ILoggingEvent::getLevel)
                .filter(level -> level.isGreaterOrEqual(Level.INFO))
                .toList();
    }

    @Test
    void anErrorIsInTheLogAndACallerWhoHungUpIsNone() {
        IOException reset = new IOException("Connection reset by peer");
        assertThat(logged(new IllegalStateException("a mistake"))).containsExactly(Level.ERROR);
        assertThat(logged(new IllegalStateException("the database's", reset))).containsExactly(Level.ERROR);
        assertThat(logged(new IllegalStateException("writing", new ClientAbortException(reset))))
                .isEmpty();
    }
}
