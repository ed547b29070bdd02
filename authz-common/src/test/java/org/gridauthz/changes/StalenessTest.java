package org.gridauthz.changes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.gridauthz.changes.Staleness.Rule;
import org.gridauthz.changes.Staleness.Then;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StalenessTest {
    private static final Rule STALE = new Rule(Duration.ofMinutes(15), Then.STALE);
    private static final Rule CLOSED = new Rule(Duration.ofMinutes(15), Then.CLOSED);
    private static final Rule SHORT = new Rule(Duration.ofSeconds(5), Then.CLOSED);

    @ParameterizedTest
    @CsvSource({
        "service, 900, true",
        "service, 901, false",
        "old, 5, true",
        "old, 6, false",
        "storage, 100000, true",
        "unheard-of, 901, false"
    })
    void eachListenerHasItsRule(String listener, int seconds, boolean open) {
        Staleness staleness = new Staleness(CLOSED, Map.of("old", SHORT, "storage", STALE));
        assertThat(staleness.open(listener, Duration.ofSeconds(seconds))).isEqualTo(open);
        assertThat(staleness.anyOpen(Duration.ofSeconds(seconds)))
                .as("storage never closes")
                .isTrue();
    }

    @Test
    void itIsClosedOnceTheLastListenerIs() {
        assertThat(new Staleness(CLOSED, Map.of("old", SHORT)).closedAfter()).isEqualTo(Duration.ofMinutes(15));
        assertThat(new Staleness(CLOSED, Map.of("old", SHORT)).anyOpen(Duration.ofSeconds(901)))
                .isFalse();
        assertThat(new Staleness(CLOSED, Map.of("storage", STALE)).closedAfter())
                .isNull();
        assertThat(new Staleness(STALE, Map.of()).closedAfter()).isNull();
    }

    @Test
    void noLimitBelowFresh() {
        assertThatThrownBy(() -> new Rule(Duration.ofSeconds(4), Then.CLOSED))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
