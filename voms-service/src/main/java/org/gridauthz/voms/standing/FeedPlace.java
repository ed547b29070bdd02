package org.gridauthz.voms.standing;

import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gridauthz.changes.Epoch;
import org.gridauthz.changes.MalformedEpochException;
import org.jspecify.annotations.Nullable;

/**
 * How far a reader of the member feed has come. Opaque text to her; good at every instance.
 *
 * @param epoch all changes up to here are known
 * @param at and all that was over by this time
 */
public record FeedPlace(Epoch epoch, Instant at) {
    private static final Pattern TEXT = Pattern.compile("([0-9A-Za-z:-]{3,52})~([0-9]{1,15})");

    /** What {@link #toString} wrote; null for any other text. */
    public static @Nullable FeedPlace parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (text.length() > 70 || !parts.matches()) {
            return null;
        }
        try {
            return new FeedPlace(Epoch.parse(parts.group(1)), Instant.ofEpochMilli(Long.parseLong(parts.group(2))));
        } catch (MalformedEpochException e) {
            return null;
        }
    }

    @Override
    public String toString() {
        return epoch + "~" + at.toEpochMilli();
    }
}
