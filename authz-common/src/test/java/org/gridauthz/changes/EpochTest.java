package org.gridauthz.changes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EpochTest {
    @Test
    void readsWhatItWrites() {
        Epoch epoch = new Epoch("2a5e35ff57e64ecca0f0ffecd9bd9c3e", 42);
        assertThat(Epoch.parse(epoch.toString())).isEqualTo(epoch);
    }

    @Test
    void comparesWithinOneGenerationOnly() {
        Epoch two = new Epoch("a", 2);
        assertThat(two.includes(new Epoch("a", 2))).isTrue();
        assertThat(two.includes(new Epoch("a", 1))).isTrue();
        assertThat(two.includes(new Epoch("a", 3))).isFalse();
        assertThat(two.includes(new Epoch("b", 1))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                "a:",
                ":1",
                "a:-1",
                "a:01",
                "a:1 ",
                "a:9999999999999999999",
                "a b:1",
                "a:1:2",
                "ä:1",
                "a:١"
            })
    void refusesAnyOtherText(String text) {
        assertThatThrownBy(() -> Epoch.parse(text)).isInstanceOf(MalformedEpochException.class);
    }

    @Test
    void aLongTextCostsNothing() {
        assertThatThrownBy(() -> Epoch.parse("a".repeat(10_000_000))).isInstanceOf(MalformedEpochException.class);
    }
}
