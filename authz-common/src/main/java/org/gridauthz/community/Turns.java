package org.gridauthz.community;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whom to tell once the scheduler's lock is free. */
final class Turns {
    private @Nullable List<Errand> seated;
    private @Nullable List<Errand> shed;
    private @Nullable List<Shed> why;

    void seated(Errand errand) {
        if (seated == null) {
            seated = new ArrayList<>(2);
        }
        seated.add(errand);
    }

    void shed(Errand errand, Shed reason) {
        if (shed == null || why == null) {
            shed = new ArrayList<>(2);
            why = new ArrayList<>(2);
        }
        shed.add(errand);
        why.add(reason);
    }

    void take() {
        if (seated != null) {
            seated.forEach(Errand::seated);
        }
        if (shed != null && why != null) {
            for (int i = 0; i < shed.size(); i++) {
                shed.get(i).shed(why.get(i));
            }
        }
    }
}
