package org.gridauthz.gums.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gridauthz.gums.pool.PoolStatus.Warning;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

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
    void numbersFollowTheName() {
        IdTemplate own = new IdTemplate(20_000, null, 500);
        assertThat(own.uid("cms042")).isEqualTo(20_042);
        assertThat(own.gid("cms042")).isEqualTo(500);
        IdTemplate both = new IdTemplate(20_000, 30_000, null);
        assertThat(both.gid("cms042")).isEqualTo(30_042);
        assertThat(both.uid("cmsprod")).isNull();
        assertThat(new IdTemplate(Integer.MAX_VALUE, null, null).uid("a1")).isNull();
        assertThat(IdTemplate.NONE.uid("cms042")).isNull();
        assertThat(IdTemplate.NONE.gid("cms042")).isNull();
    }

    @Test
    void refusesRulesThatHurt() {
        assertThatThrownBy(() -> new IdTemplate(0, null, null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new IdTemplate(1, 2, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PoolRules(true, 1, IdTemplate.NONE, 20, 5))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PoolRules(true, 30, IdTemplate.NONE, 5, 20))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @EnumSource
    void noStateFollowsItself(TurnState state) {
        assertThat(state.mayFollow()).isNotEmpty().doesNotContain(state);
    }
}
