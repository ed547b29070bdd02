package org.gridauthz.voms.vo;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gridauthz.identity.Fqan;
import org.jspecify.annotations.Nullable;

/**
 * A person as a list from elsewhere has her.
 *
 * @param place where in the list, for reports: a line, an id
 * @param institution its name; entered if the VO does not know it
 * @param holds groups and roles besides the root group
 * @param attributes generic attributes by name
 */
public record Newcomer(
        String place,
        PersonalData data,
        @Nullable String institution,
        @Nullable Instant ends,
        @Nullable Suspension suspension,
        List<Shown> shown,
        List<Fqan> holds,
        Map<String, String> attributes) {
    public Newcomer {
        shown = List.copyOf(shown);
        holds = List.copyOf(holds);
        attributes = Map.copyOf(new TreeMap<>(attributes));
    }

    /** A certificate or token identity, perhaps suspended. */
    public record Shown(IdentityName name, @Nullable Suspension suspension) {}

    /** What became of one. */
    public sealed interface Outcome {
        /** She was taken in, under this id. */
        record Taken(String place, String id) implements Outcome {}

        /** One of her certificates is known: she is left as she is. */
        record Known(String place, String id) implements Outcome {}

        /** She cannot be taken in. */
        record Refused(String place, String detail) implements Outcome {}
    }
}
