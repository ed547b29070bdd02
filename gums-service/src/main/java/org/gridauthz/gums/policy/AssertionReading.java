package org.gridauthz.gums.policy;

import java.util.List;
import org.gridauthz.gums.mapping.Policy;
import org.jspecify.annotations.Nullable;

/** What reading an assertion file gave. */
public sealed interface AssertionReading {
    /**
     * A file without mistakes.
     *
     * @param policy the policy it brings along; null = it is about whatever policy is tried
     */
    record Read(@Nullable Policy policy, World world, List<Assertion> assertions) implements AssertionReading {
        public Read {
            assertions = List.copyOf(assertions);
        }
    }

    /** A file that is not taken; never empty. */
    record Refused(List<Mistake> mistakes) implements AssertionReading {
        public Refused {
            mistakes = List.copyOf(mistakes);
        }
    }
}
