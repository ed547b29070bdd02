package org.gridauthz.loadtest.tsunami;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What DESIGN §5 promises of a scene. */
final class Bars {
    private static final double SECOND = 1000;
    private static final double SHARE = 0.9;
    private static final double MILLIS_MORE = 2;

    private Bars() {}

    /** What does not hold; empty if everything does. */
    static List<String> missed(Scene scene) {
        List<String> missed = new ArrayList<>();
        check(missed, scene.errors() == 0, "%.0f errors", (double) scene.errors());
        check(missed, scene.sheds() == 0, "%.0f sheds", (double) scene.sheds());
        boolean apart = scene.topology == Topology.INSTANCES;
        double kept = scene.keptRatio(0.99);
        boolean keptHolds = apart ? kept <= 1.2 : kept <= 3 || scene.keptAdded(0.99) <= MILLIS_MORE;
        check(missed, keptHolds, "kept p99 %.2f ×", kept);
        double fresh = scene.newRatio(0.99);
        check(missed, scene.topology == Topology.CALLERS || fresh <= (apart ? 1.2 : 1.5), "new p99 %.2f ×", fresh);
        check(missed, Scene.median(scene.goodput) >= SHARE, "A has %.2f of its share", Scene.median(scene.goodput));
        check(missed, scene.ban.writtenMillis() <= SECOND, "201 after %.0f ms", scene.ban.writtenMillis());
        double inForce = scene.ban.inForceMillis();
        check(missed, inForce >= 0 && inForce <= SECOND, "the ban in force after %.0f ms", inForce);
        check(missed, Scene.median(scene.recovered) <= SECOND, "normal after %.0f ms", Scene.median(scene.recovered));
        return missed;
    }

    private static void check(List<String> missed, boolean holds, String otherwise, double value) {
        if (!holds) {
            missed.add(String.format(Locale.ROOT, otherwise, value));
        }
    }
}
