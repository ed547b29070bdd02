package org.gridauthz.loadtest.tsunami;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What DESIGN §5 promises of a scene. */
final class Bars {
    private static final double SECOND = 1000;
    private static final double SHARE = 0.9;
    private static final double MILLIS_MORE = 2;
    private static final double REFUSED_WITHIN = 5;
    private static final double BACK_TO = 0.05;

    private Bars() {}

    /** What does not hold; empty if everything does. */
    static List<String> missed(Scene scene) {
        List<String> missed = new ArrayList<>();
        check(missed, scene.errors() == 0, "%.0f errors", (double) scene.errors());
        check(missed, scene.sheds() == 0, "%.0f sheds", (double) scene.sheds());
        boolean apart = scene.topology == Topology.INSTANCES;
        Compared calls = scene.kept();
        double kept = calls.ratio(0.99);
        check(missed, calls.samples() >= Compared.LEAST, "only %.0f kept calls", (double) calls.samples());
        boolean keptHolds = apart ? kept <= 1.2 : kept <= 3 || calls.added(0.99) <= MILLIS_MORE;
        check(missed, keptHolds, "kept p99 %.2f ×", kept);
        if (scene.topology != Topology.CALLERS) {
            double fresh = scene.fresh().ratio(0.99);
            int connections = scene.fresh().samples();
            check(missed, connections >= Compared.LEAST, "only %.0f new connections", (double) connections);
            check(missed, fresh <= (apart ? 1.2 : 1.5), "new p99 %.2f ×", fresh);
        }
        check(missed, Scene.median(scene.goodput) >= SHARE, "A has %.2f of its share", Scene.median(scene.goodput));
        check(missed, scene.ban.writtenMillis() <= SECOND, "201 after %.0f ms", scene.ban.writtenMillis());
        double inForce = scene.ban.inForceMillis();
        check(missed, inForce >= 0 && inForce <= SECOND, "the ban in force after %.0f ms", inForce);
        check(missed, Scene.median(scene.recovered) <= SECOND, "normal after %.0f ms", Scene.median(scene.recovered));
        double late = Scene.median(scene.refusalP99);
        check(missed, scene.probed == 0 || late <= REFUSED_WITHIN, "refusals after %.1f ms", late);
        check(missed, scene.grown() <= BACK_TO, "heap or threads %.0f %% off", scene.grown() * 100);
        return missed;
    }

    private static void check(List<String> missed, boolean holds, String otherwise, double value) {
        if (!holds) {
            missed.add(String.format(Locale.ROOT, otherwise, value));
        }
    }
}
