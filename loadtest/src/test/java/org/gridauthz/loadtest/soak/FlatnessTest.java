package org.gridauthz.loadtest.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.gridauthz.loadtest.site.ProcessState;
import org.junit.jupiter.api.Test;

class FlatnessTest {
    @Test
    void aLeakIsSeenAndOneOddSampleIsNot() {
        assertThat(threads(at -> 100).flat()).isTrue();
        assertThat(threads(at -> at == 29 ? 500 : 100).flat()).isTrue();
        assertThat(threads(at -> 100 + at).flat()).isFalse();
        assertThat(threads(at -> 100 - at).flat())
                .as("what vanishes is no better")
                .isFalse();
        assertThat(threads(at -> 1000 + at).flat()).as("2 % in the whole run").isTrue();
    }

    private static Flatness threads(IntUnaryOperator at) {
        List<ProcessState> states = IntStream.range(0, 30)
                .mapToObj(i -> new ProcessState(1, at.applyAsInt(i), 1))
                .toList();
        return Flatness.of("threads", states, ProcessState::threads);
    }
}
