package org.gridauthz.ban;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Builds a whole index in place. Used by one thread, once. */
final class BanIndexBuilder {
    final Map<String, Set<String>> issuersOfVo;
    final Shards shards;
    final NameTable people;
    final int[] inSlot = new int[Slot.values().length];
    final TailFilter names;
    final int capacity;
    int size;

    @Nullable
    Instant nextExpiry;

    BanIndexBuilder(int expected, Map<String, Set<String>> issuersOfVo) {
        Map<String, Set<String>> copy = new HashMap<>();
        issuersOfVo.forEach((vo, issuers) -> copy.put(vo, Set.copyOf(issuers)));
        this.issuersOfVo = Map.copyOf(copy);
        capacity = Math.max(1_024, expected);
        shards = Shards.empty(capacity);
        people = NameTable.empty(capacity);
        names = TailFilter.empty(capacity);
    }

    void add(Ban ban) {
        for (MatchKey key : BanIndex.keysOf(ban.target(), issuersOfVo)) {
            if (key.slot() == Slot.DN) {
                people.fill(key.first(), ban);
            } else {
                shards.fill(key, with(shards.get(key), ban));
            }
            inSlot[key.slot().ordinal()]++;
        }
        addNames(names, ban.target());
        size++;
        nextExpiry = BanIndex.earlier(nextExpiry, ban.until());
    }

    private static List<Ban> with(List<Ban> others, Ban ban) {
        if (others.isEmpty()) {
            return List.of(ban);
        }
        List<Ban> bans = new ArrayList<>(others);
        bans.add(ban);
        return List.copyOf(bans);
    }

    static void addNames(TailFilter names, BanTarget target) {
        if (target.kind() == BanKind.DN || target.kind() == BanKind.CERTIFICATE || target.kind() == BanKind.CA) {
            names.add(BanTarget.folded(target.value()));
        }
    }

    BanIndex index() {
        return BanIndex.built(this);
    }
}
