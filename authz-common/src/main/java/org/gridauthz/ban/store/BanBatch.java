package org.gridauthz.ban.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.gridauthz.audit.AdminAct;
import org.gridauthz.ban.Ban;
import org.gridauthz.ban.BanTarget;
import org.gridauthz.changes.Epoch;
import org.gridauthz.changes.store.NewChange;
import org.gridauthz.changes.store.Request;
import org.gridauthz.changes.store.Written;
import org.jspecify.annotations.Nullable;

/** Many bans of one origin in one transaction, with an outcome for each. */
public final class BanBatch {
    /** Bans in one call; a ban whose time is over takes two rows, and a transaction at most 500. */
    public static final int MOST = BanImport.CHUNK;

    private final BanBook book;

    /** @param book writes the bans */
    public BanBatch(BanBook book) {
        this.book = book;
    }

    /** One ban of the batch. */
    public record Wanted(
            BanTarget target,
            String reason,
            String ticket,
            @Nullable Instant until) {}

    /** Asked for each ban inside the transaction, where it may write rows of its own; what it refuses is not banned. */
    @FunctionalInterface
    public interface Admission {
        /** Whether this one is to be banned. */
        boolean admits(int index, Epoch place);

        /** Everything. */
        Admission ALL = (index, place) -> true;
    }

    /**
     * What came of a batch.
     *
     * @param outcomes in the order of what was wanted; what was not admitted is {@link BanOutcome.NotInForce}
     * @param written null when there was nothing to write
     */
    public record Result(
            List<BanOutcome> outcomes, @Nullable Written written) {
        public Result {
            outcomes = List.copyOf(outcomes);
        }
    }

    /** Bans all that is not banned yet. Failures of the database are those of {@link BanBook}. */
    public Result ban(
            List<Wanted> wanted, String origin, Admission admission, AdminAct act, @Nullable Request request) {
        if (wanted.size() > MOST) {
            throw new IllegalArgumentException("at most " + MOST + " bans in one transaction");
        }
        List<String> ids =
                wanted.stream().map(one -> Ban.id(one.target(), origin)).toList();
        List<Row> rows = new ArrayList<>();
        try {
            Written written = book.log().write(NewChange.of(BanBook.KIND, ids), request, place -> {
                rows.clear(); // an attempt that lost
                boolean wrote = false;
                for (int i = 0; i < wanted.size(); i++) {
                    Row row = insert(wanted.get(i), origin, admission.admits(i, place), act, place);
                    rows.add(row); // what was admitted wrote rows of its own
                    wrote |= row.made() || (row.ban() != null && !admission.equals(Admission.ALL));
                }
                if (!wrote) {
                    throw new Nothing();
                }
                book.audit().record(act, place);
            });
            return new Result(written.repeated() ? again(ids, written) : outcomes(rows, written), written);
        } catch (Nothing e) {
            return new Result(outcomes(rows, null), null);
        }
    }

    /** @param made whether the ban is of this batch, else it was there before */
    private record Row(@Nullable Ban ban, boolean made) {}

    private Row insert(Wanted one, String origin, boolean admitted, AdminAct act, Epoch place) {
        if (!admitted) {
            return new Row(null, false);
        }
        try {
            Ban ban = new Ban(one.target(), origin, 1, one.reason(), one.ticket(), one.until());
            return new Row(book.insert(ban, act.who(), place), true);
        } catch (BanBook.AlreadyThere e) {
            return new Row(e.ban, false);
        }
    }

    private static List<BanOutcome> outcomes(List<Row> rows, @Nullable Written written) {
        List<BanOutcome> outcomes = new ArrayList<>();
        for (Row row : rows) {
            Ban ban = row.ban();
            if (ban == null) {
                outcomes.add(new BanOutcome.NotInForce());
            } else if (row.made() && written != null) {
                outcomes.add(new BanOutcome.Done(ban, written));
            } else {
                outcomes.add(new BanOutcome.AlreadyBanned(ban));
            }
        }
        return outcomes;
    }

    /** What a batch that was found done already had made. */
    private List<BanOutcome> again(List<String> ids, Written written) {
        Map<String, BanTurn> made = book.rows().changedAt(written.epoch().seq()).stream()
                .filter(BanTurn::banned)
                .collect(Collectors.toMap(turn -> turn.ban().id(), Function.identity(), (one, other) -> other));
        return ids.stream()
                .map(id -> {
                    BanTurn turn = made.get(id);
                    return turn != null
                            ? (BanOutcome) new BanOutcome.Done(turn.ban(), written)
                            : book.rows()
                                    .newest(id)
                                    .<BanOutcome>map(newest -> new BanOutcome.AlreadyBanned(newest.ban()))
                                    .orElseGet(BanOutcome.NotInForce::new);
                })
                .toList();
    }

    private static final class Nothing extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Nothing() {
            super(null, null, false, false);
        }
    }
}
