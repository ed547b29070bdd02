package org.gridauthz.web.rest;

import java.util.List;
import java.util.function.Function;
import org.gridauthz.identity.MalformedIdentityException;
import org.gridauthz.web.ErrorCode;
import org.gridauthz.web.Refusal;
import org.jspecify.annotations.Nullable;

/** Checks of what a body or a query parameter gives; each ends in a {@link Refusal} that points at the place. */
public final class Given {
    /** Longest reason, in characters. */
    public static final int MAX_REASON = 2000;

    private static final int MAX_TEXT = 4096;

    private Given() {}

    /** The reason of a change: asked for always, kept with it. */
    public static String reason(@Nullable String text) {
        String reason = text(text, "/reason");
        if (reason.isBlank() || reason.length() > MAX_REASON) {
            throw new Refusal(ErrorCode.FIELD_INVALID, "a reason has 1 to " + MAX_REASON + " characters", "/reason");
        }
        return reason;
    }

    /** A text that must be there, without control characters. */
    public static String text(@Nullable String text, String pointer) {
        String given = value(text, pointer);
        if (given.isEmpty() || given.length() > MAX_TEXT || given.chars().anyMatch(Character::isISOControl)) {
            throw new Refusal(
                    ErrorCode.FIELD_INVALID,
                    "a text of 1 to " + MAX_TEXT + " characters without control characters",
                    pointer);
        }
        return given;
    }

    /** Something that must be there. */
    public static <T> T value(@Nullable T value, String pointer) {
        if (value == null) {
            throw new Refusal(ErrorCode.FIELD_MISSING, pointer.substring(1) + " is required", pointer);
        }
        return value;
    }

    /** A list of 1 to {@code most} entries. */
    public static <T> List<T> list(@Nullable List<T> list, int most, String pointer) {
        List<T> given = value(list, pointer);
        if (given.isEmpty() || given.size() > most) {
            throw new Refusal(ErrorCode.FIELD_INVALID, "1 to " + most + " entries", pointer);
        }
        for (int i = 0; i < given.size(); i++) {
            value(given.get(i), pointer + "/" + i);
        }
        return given;
    }

    /** A text that becomes a value; what does not is FIELD_INVALID, or the code of a malformed name. */
    public static <T> T parsed(@Nullable String text, Function<String, T> parser, String pointer) {
        String given = value(text, pointer);
        try {
            return parser.apply(given);
        } catch (MalformedIdentityException e) {
            throw new Refusal(ErrorCode.valueOf(e.code().name()), String.valueOf(e.getMessage()), pointer);
        } catch (IllegalArgumentException e) {
            throw new Refusal(ErrorCode.FIELD_INVALID, String.valueOf(e.getMessage()), pointer);
        }
    }

    /** A number of a page: how many, or from where. */
    public static int within(int number, int least, int most, String name) {
        if (number < least || number > most) {
            throw new Refusal(ErrorCode.PARAMETER_INVALID, name + " is " + least + " to " + most);
        }
        return number;
    }
}
