package org.gridauthz.ban.store;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.gridauthz.changes.Change;
import org.gridauthz.changes.ChangeSource;
import org.gridauthz.changes.Epoch;

/** The guard off: a row with a number that was seen before is taken for the one that was seen. */
final class ByNumber implements ChangeSource {
    private final ChangeSource real;
    private final Map<Long, String> ids = new ConcurrentHashMap<>();

    ByNumber(ChangeSource real) {
        this.real = real;
    }

    private List<Change> same(List<Change> rows) {
        return rows.stream()
                .map(row -> new Change(
                        row.seq(),
                        ids.computeIfAbsent(row.seq(), seq -> row.id()),
                        row.kind(),
                        row.keys(),
                        row.everything()))
                .toList();
    }

    @Override
    public List<Change> rows(long from, int most) {
        return same(real.rows(from, most));
    }

    @Override
    public void consistently(boolean synchronous, Consumer<View> reads) {
        real.consistently(
                synchronous,
                view -> reads.accept(new View() {
                    @Override
                    public Epoch head() {
                        return view.head();
                    }

                    @Override
                    public List<Change> rows(long from, int most) {
                        return same(view.rows(from, most));
                    }
                }));
    }

    @Override
    public void beginGeneration(Epoch lost) {
        real.beginGeneration(lost);
    }
}
