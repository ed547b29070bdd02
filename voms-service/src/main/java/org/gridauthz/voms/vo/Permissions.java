package org.gridauthz.voms.vo;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A set of permissions.
 *
 * @param bits their sum
 */
public record Permissions(int bits) {
    /** Every permission there is. */
    public static final Permissions ALL = new Permissions((1 << Permission.values().length) - 1);

    /** No permission. */
    public static final Permissions NONE = new Permissions(0);

    /** Refuses bits that mean nothing. */
    public Permissions {
        if (bits < 0 || bits >= 1 << Permission.values().length) {
            throw new IllegalArgumentException("not a sum of permissions: " + bits);
        }
    }

    /** A set of these. */
    public static Permissions of(Permission... some) {
        return new Permissions(Arrays.stream(some).mapToInt(Permission::bit).reduce(0, (a, b) -> a | b));
    }

    /**
     * Reads names joined by {@code |}, or {@code ALL}, or {@code NONE}.
     *
     * @throws IllegalArgumentException at any other word
     */
    public static Permissions parse(String text) {
        int bits = 0;
        for (String part : text.split("\\|", -1)) {
            String name = part.strip().toUpperCase(Locale.ROOT);
            bits |= switch (name) {
                case "ALL" -> ALL.bits;
                case "NONE" -> 0;
                default -> Permission.valueOf(name).bit();
            };
        }
        return new Permissions(bits);
    }

    /** Whether all of the other are in this. */
    public boolean cover(Permissions other) {
        return (bits & other.bits) == other.bits;
    }

    /** Whether this is one of them. */
    public boolean has(Permission one) {
        return (bits & one.bit()) != 0;
    }

    /** The union. */
    public Permissions plus(Permissions other) {
        return new Permissions(bits | other.bits);
    }

    /** What {@link #parse} reads. */
    public String text() {
        if (bits == 0) {
            return "NONE";
        }
        return equals(ALL)
                ? "ALL"
                : Arrays.stream(Permission.values())
                        .filter(this::has)
                        .map(Permission::name)
                        .collect(Collectors.joining("|"));
    }

    @Override
    public String toString() {
        return text();
    }
}
