package org.gridauthz.loadtest.tsunami;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line to a loader process.
 *
 * @param what {@code run}: make these calls and answer with the figures; {@code storm}: begin one, with the first stream's port, callers
 *     and rate; {@code stop}: end it and answer with its figures
 */
record Order(
        String what,
        double seconds,
        long seed,
        List<Stream> streams,
        @Nullable Shape shape) {}
