package org.gridauthz.changes;

import java.util.regex.Pattern;

/**
 * A place in the one order of decision-changing writes. Opaque text to callers, {@code generation:seq}; numbers compare within one
 * generation only.
 *
 * @param generation of the database; a new one begins when the database lost writes (an old dump was restored)
 * @param seq number of the last write included, 0 before the first
 */
public record Epoch(String generation, long seq) {
    private static final Pattern GENERATION = Pattern.compile("[0-9A-Za-z-]{1,32}");
    private static final Pattern TEXT = Pattern.compile("([0-9A-Za-z-]{1,32}):(0|[1-9][0-9]{0,17})");

    /** Checks the parts. */
    public Epoch {
        if (!GENERATION.matcher(generation).matches() || seq < 0) {
            throw new MalformedEpochException();
        }
    }

    /**
     * Reads what {@link #toString} wrote.
     *
     * @throws MalformedEpochException for any other text
     */
    public static Epoch parse(String text) {
        var parts = TEXT.matcher(text);
        if (text.length() > 52 || !parts.matches()) {
            throw new MalformedEpochException();
        }
        return new Epoch(parts.group(1), Long.parseLong(parts.group(2)));
    }

    /** Whether whoever has seen this has seen {@code other}; never true across generations. */
    public boolean includes(Epoch other) {
        return seq >= other.seq && generation.equals(other.generation);
    }

    /** The same generation at another number. */
    public Epoch at(long otherSeq) {
        return new Epoch(generation, otherSeq);
    }

    @Override
    public String toString() {
        return generation + ":" + seq;
    }
}
