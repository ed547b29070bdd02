package org.gridauthz.changes;

import java.util.List;
import java.util.function.Consumer;

/** A source that is another one, but for what a test changes. */
class Forwarding implements ChangeSource {
    private final ChangeSource real;

    Forwarding(ChangeSource real) {
        this.real = real;
    }

    @Override
    public List<Change> rows(long from, int most) {
        return real.rows(from, most);
    }

    @Override
    public void consistently(boolean synchronous, Consumer<View> reads) {
        real.consistently(synchronous, reads);
    }

    @Override
    public void beginGeneration(Epoch lost) {
        real.beginGeneration(lost);
    }
}
