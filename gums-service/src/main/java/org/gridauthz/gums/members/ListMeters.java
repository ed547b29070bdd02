package org.gridauthz.gums.members;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.List;

/** How old the copied lists are, a number a list and no more than {@value #MOST} of them; the name is that of SAZ's ban lists. */
public final class ListMeters {
    /** Lists beyond this many, in the order of the policy, are not measured. */
    static final int MOST = 200;

    private final MultiGauge ages;

    public ListMeters(MeterRegistry registry) {
        ages = MultiGauge.builder("gridauthz.feed.age.ratio")
                .description("Time since a list was read well, by its limit: above 1 is an alarm")
                .register(registry);
    }

    /** Shows how they stand; lists that the policy does not name any more disappear. */
    public void show(List<ListStatus> lists) {
        List<Row<?>> rows = lists.stream()
                .limit(MOST)
                .<Row<?>>map(list -> Row.of(Tags.of("feed", list.name()), ratio(list)))
                .toList();
        ages.register(rows, true);
    }

    /** Infinite for one that was never read. */
    private static double ratio(ListStatus list) {
        var age = list.age();
        return age == null
                ? Double.POSITIVE_INFINITY
                : (double) age.toMillis() / list.staleAfter().toMillis();
    }
}
