package org.gridauthz.changes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FloorsTest {
    private final Floors floors = new Floors(2);

    @BeforeEach
    void loaded() {
        floors.raiseAll(at(10));
    }

    private static Epoch at(long seq) {
        return new Epoch("g", seq);
    }

    private void change(long seq, String... keys) {
        floors.raise(new Change(seq, "id" + seq, "ban", List.of(keys), keys.length == 0));
    }

    @Test
    void beforeTheFirstLoadNothingIsKept() {
        assertThat(new Floors(2).fillAllowed("ban", "a", at(10))).isFalse();
    }

    @Test
    void whatWasReadBeforeItsKeyChangedIsAMiss() {
        change(11, "a");
        assertThat(floors.fillAllowed("ban", "a", at(10))).isFalse();
        assertThat(floors.fillAllowed("ban", "a", at(11))).isTrue();
        assertThat(floors.fillAllowed("ban", "b", at(10))).isTrue();
        assertThat(floors.fillAllowed("policy", "a", at(10))).isTrue();
        assertThat(floors.fillAllowed("ban", "b", at(9))).isFalse();
    }

    @Test
    void aForgottenKeyLeavesItsFloorToAll() {
        change(11, "a");
        change(12, "b");
        change(13, "c");
        assertThat(floors.fillAllowed("ban", "a", at(10))).isFalse();
        assertThat(floors.fillAllowed("ban", "z", at(10))).isFalse();
        assertThat(floors.fillAllowed("ban", "z", at(11))).isTrue();
        assertThat(floors.fillAllowed("ban", "c", at(12))).isFalse();
    }

    @Test
    void aChangeOfEverythingIsTheFloorOfItsFeature() {
        change(11);
        assertThat(floors.fillAllowed("ban", "z", at(10))).isFalse();
        assertThat(floors.fillAllowed("policy", "z", at(10))).isTrue();
    }

    @Test
    void anotherGenerationIsAMiss() {
        assertThat(floors.fillAllowed("ban", "a", new Epoch("h", 99))).isFalse();
    }
}
