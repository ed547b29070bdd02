package org.gridauthz.gums.members;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.gridauthz.gums.mapping.MemberLists.ListState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ListMetersTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ListMeters meters = new ListMeters(registry);

    private static ListStatus list(String name, @Nullable Duration age) {
        return new ListStatus(
                name,
                "https://voms.example.org",
                ListState.USABLE,
                3,
                age,
                Duration.ofHours(8),
                null,
                null,
                0,
                0,
                null);
    }

    private double ratio(String name) {
        return registry.get("gridauthz.feed.age.ratio")
                .tag("feed", name)
                .gauge()
                .value();
    }

    @Test
    void theAgeIsToldByItsLimit() {
        meters.show(List.of(list("cms", Duration.ofHours(2)), list("dune", Duration.ofHours(16)), list("new", null)));
        assertThat(ratio("cms")).isEqualTo(0.25);
        assertThat(ratio("dune")).isEqualTo(2);
        assertThat(ratio("new")).isEqualTo(Double.POSITIVE_INFINITY);
        meters.show(List.of(list("cms", Duration.ofHours(8))));
        assertThat(registry.find("gridauthz.feed.age.ratio").gauges()).hasSize(1);
        assertThat(ratio("cms")).isEqualTo(1);
    }

    @Test
    void aPolicyOfAnySizeMakesABoundedNumberOfThem() {
        meters.show(IntStream.range(0, 1000)
                .mapToObj(i -> list("list" + i, Duration.ZERO))
                .toList());
        assertThat(registry.find("gridauthz.feed.age.ratio").gauges()).hasSize(ListMeters.MOST);
    }
}
