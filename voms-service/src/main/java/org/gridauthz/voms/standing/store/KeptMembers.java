package org.gridauthz.voms.standing.store;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.gridauthz.changes.Epoch;
import org.gridauthz.changes.Kept;
import org.gridauthz.voms.standing.KnownVo;
import org.gridauthz.voms.standing.MemberMemory;
import org.jspecify.annotations.Nullable;

/**
 * The members in memory as rows of a snapshot: for each VO its terms and doubts, then its members, each followed by what is hers. Whoever was
 * doubtful when it was written is doubtful again: a snapshot knows nobody better than the memory did.
 */
final class KeptMembers implements Kept {
    private final MemberMemory memory;
    private final Consumer<Epoch> shown;

    /** @param shown hears the place of what was restored */
    KeptMembers(MemberMemory memory, Consumer<Epoch> shown) {
        this.memory = memory;
        this.shown = shown;
    }

    @Override
    public String name() {
        return "members-1";
    }

    @Override
    public Stream<List<@Nullable String>> rows() {
        return memory.known().flatMap(KeptRows::of);
    }

    @Override
    public Runnable restored(Stream<List<@Nullable String>> rows, Epoch at) {
        KeptReading reading = new KeptReading();
        for (Iterator<List<@Nullable String>> each = rows.iterator(); each.hasNext(); ) {
            reading.take(each.next());
        }
        List<KnownVo> known = new ArrayList<>(reading.end());
        return () -> {
            memory.restore(known, at);
            shown.accept(at);
        };
    }
}
