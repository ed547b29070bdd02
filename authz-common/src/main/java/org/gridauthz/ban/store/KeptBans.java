package org.gridauthz.ban.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.gridauthz.ban.Ban;
import org.gridauthz.ban.BanIndex;
import org.gridauthz.ban.BanKind;
import org.gridauthz.ban.BanTarget;
import org.gridauthz.changes.Epoch;
import org.gridauthz.changes.Kept;
import org.jspecify.annotations.Nullable;

/** Bans as rows of a snapshot: those in force, and those that the database lost and nobody has written down yet. */
final class KeptBans implements Kept {
    private static final String IN_FORCE = "ban";
    private static final String LOST = "lost";
    private static final int CELLS = 10;

    /** Takes over what was restored. */
    @FunctionalInterface
    interface Taker {
        Runnable restored(List<Ban> inForce, LostBans lost);
    }

    private final Supplier<BanIndex> index;
    private final Supplier<LostBans> lost;
    private final Taker taker;

    KeptBans(Supplier<BanIndex> index, Supplier<LostBans> lost, Taker taker) {
        this.index = index;
        this.lost = lost;
        this.taker = taker;
    }

    @Override
    public String name() {
        return "bans-1";
    }

    @Override
    public Stream<List<@Nullable String>> rows() {
        LostBans gone = lost.get();
        return Stream.concat(
                gone.bans().stream().map(ban -> row(LOST, gone.generation(), ban)),
                index.get().bans().stream().map(ban -> row(IN_FORCE, null, ban)));
    }

    private static List<@Nullable String> row(String what, @Nullable String generation, Ban ban) {
        Instant until = ban.until();
        return Arrays.asList(
                what,
                generation,
                ban.target().kind().text(),
                ban.target().value(),
                ban.target().qualifier(),
                ban.origin(),
                Integer.toString(ban.turn()),
                ban.reason(),
                ban.ticket(),
                until == null ? null : Long.toString(until.toEpochMilli()));
    }

    @Override
    public Runnable restored(Stream<List<@Nullable String>> rows, Epoch at) {
        List<Ban> inForce = new ArrayList<>();
        List<Ban> gone = new ArrayList<>();
        String generation = LostBans.NONE.generation();
        for (Iterator<List<@Nullable String>> each = rows.iterator(); each.hasNext(); ) {
            List<@Nullable String> row = each.next();
            if (row.size() != CELLS) {
                throw new IllegalArgumentException("a ban of " + row.size() + " cells");
            }
            String lostIn = row.get(1);
            if (lostIn == null) {
                inForce.add(ban(row));
            } else {
                generation = lostIn;
                gone.add(ban(row));
            }
        }
        return taker.restored(inForce, new LostBans(generation, gone));
    }

    private static Ban ban(List<@Nullable String> row) {
        String kind = text(row, 2);
        String until = row.get(9);
        return new Ban(
                new BanTarget(
                        BanKind.of(kind).orElseThrow(() -> new IllegalArgumentException("a ban of the kind " + kind)),
                        text(row, 3),
                        row.get(4)),
                text(row, 5),
                Integer.parseInt(text(row, 6)),
                text(row, 7),
                text(row, 8),
                until == null ? null : Instant.ofEpochMilli(Long.parseLong(until)));
    }

    private static String text(List<@Nullable String> row, int cell) {
        String text = row.get(cell);
        if (text == null) {
            throw new IllegalArgumentException("a ban without its part " + cell);
        }
        return text;
    }
}
