package org.gridauthz.audit;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * The decision that a thread is making. While this is open, every line that the thread logs carries the decision's id, under
 * {@value #KEY} of the logging context. One at a time and thread: a batch has as many, one after the other.
 */
public final class Deciding implements AutoCloseable {
    /** What the id is called in a line of JSON. */
    public static final String KEY = "decision";

    private static final Deciding OPEN = new Deciding();

    private Deciding() {}

    /** From now on, until it is closed. */
    public static Deciding of(String id) {
        MDC.put(KEY, id);
        return OPEN;
    }

    /** The same work, done by whatever thread under the name of the decision that this thread is making, if it is making one. */
    public static <T extends @Nullable Object> Callable<T> carried(Callable<T> work) {
        String id = MDC.get(KEY);
        if (id == null) {
            return work;
        }
        return () -> {
            try (Deciding unused = of(id)) {
                return work.call();
            }
        };
    }

    @Override
    public void close() {
        MDC.remove(KEY);
    }
}
