package org.gridauthz.changes.instances;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What time the other instances think it is, from what they write down every few seconds. Only a word whose arrival was
 * witnessed counts: how old a row found lying is nobody can tell.
 */
final class Voices {
    /** A word is heard by looking; this much it has aged on average by then. */
    private static final Duration LOOKED_LATE = Duration.ofMillis(600);

    private static final Duration SILENT = Duration.ofSeconds(15);

    /** @param witnessed whether it arrived while we looked */
    private record Word(Instant said, long heardAt, boolean witnessed) {}

    private final Map<String, Word> words = new HashMap<>();

    /** @param nanos monotonic time of this look */
    List<Instant> heard(List<Instance> instances, String me, long nanos) {
        Map<String, Word> before = Map.copyOf(words);
        words.clear();
        for (Instance instance : instances) {
            if (instance.id().equals(me) || instance.removed()) {
                continue;
            }
            Word known = before.get(instance.id());
            words.put(
                    instance.id(),
                    known != null && known.said.equals(instance.heardAt())
                            ? known
                            : new Word(instance.heardAt(), nanos, known != null));
        }
        return words.values().stream()
                .filter(word -> word.witnessed && nanos - word.heardAt < SILENT.toNanos())
                .map(word -> word.said.plus(LOOKED_LATE).plusNanos(nanos - word.heardAt))
                .toList();
    }
}
