package org.gridauthz.loadtest.soak;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.gridauthz.loadtest.load.Paired;
import org.gridauthz.loadtest.site.ProcessState;

/**
 * How a quantity moved over a run: the middle of its first third against the middle of its last, so that one odd sample says nothing.
 *
 * @param change of 1; 0 is flat
 */
record Flatness(String what, double early, double late, double change) {
    /** What is allowed, up or down. */
    static final double LIMIT = 0.05;

    static Flatness of(String what, List<ProcessState> states, ToDoubleFunction<ProcessState> quantity) {
        int third = Math.max(1, states.size() / 3);
        double early = median(states.subList(0, third), quantity);
        double late = median(states.subList(states.size() - third, states.size()), quantity);
        return new Flatness(what, early, late, early == 0 ? 0 : late / early - 1);
    }

    private static double median(List<ProcessState> states, ToDoubleFunction<ProcessState> quantity) {
        return Paired.median(states.stream().mapToDouble(quantity).toArray());
    }

    boolean flat() {
        return Math.abs(change) <= LIMIT;
    }

    List<String> row() {
        return List.of(
                what,
                String.format(Locale.ROOT, "%,.0f", early),
                String.format(Locale.ROOT, "%,.0f", late),
                String.format(Locale.ROOT, "%+.1f %%", change * 100),
                flat() ? "holds" : "does not hold");
    }
}
