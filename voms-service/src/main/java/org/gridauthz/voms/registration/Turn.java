package org.gridauthz.voms.registration;

import java.util.List;
import org.gridauthz.voms.vo.VoChange.Why;
import org.jspecify.annotations.Nullable;

/** The answer of an application to what happens. */
public sealed interface Turn {
    /** It goes on. */
    record Moved(
            ApplicationState to,
            List<Effect> effects,
            @Nullable String explanation) implements Turn {
        public Moved {
            effects = List.copyOf(effects);
        }

        static Moved to(ApplicationState state, Effect... effects) {
            return new Moved(state, List.of(effects), null);
        }
    }

    /** It stays where it is, and that is no mistake: time went by, not enough. */
    record Stays() implements Turn {}

    /** It stays where it is: that cannot happen now. */
    record Refused(Why why, String detail) implements Turn {}
}
