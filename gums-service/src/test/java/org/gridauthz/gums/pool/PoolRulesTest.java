package org.gridauthz.gums.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gridauthz.gums.pool.PoolStatus.Warning;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoolRulesTest {
    @ParameterizedTest
    @CsvSource({
        "100, 0, 0, 0, 100, NONE",
        "100, 70, 9, 0, 21, NONE",
        "100, 70, 10, 0, 20, LOW",
        "100, 90, 4, 0, 6, LOW",
        "100, 90, 4, 1, 5, CRITICAL",
        "100, 60, 40, 0, 0, EXHAUSTED",
        "0, 0, 0, 0, 0, EXHAUSTED",
        "1, 0, 0, 0, 1, NONE",
    })
    void warnsBeforeExhaustion(long size, long leased, long quarantined, long locked, long free, Warning warning) {
        PoolStatus status = PoolStatus.of("cms", size, leased, quarantined, locked, PoolRules.DEFAULT);
        assertThat(status.free()).isEqualTo(free);
        assertThat(status.warning()).isEqualTo(warning);
    }

    @Test
    void refusesRulesThatHurt() {
        assertThatThrownBy(() -> new PoolRules(true, 1, 20, 5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PoolRules(true, 30, 5, 20)).isInstanceOf(IllegalArgumentException.class);
    }
}
