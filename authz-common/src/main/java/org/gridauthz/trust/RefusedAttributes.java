package org.gridauthz.trust;

import org.jspecify.annotations.Nullable;

/**
 * An attribute certificate that was found and not believed.
 *
 * @param vo the VO it claims, where that could be read
 * @param detail one sentence for the person who has to mend it; no control characters
 */
public record RefusedAttributes(
        AttributeRefusal reason, @Nullable String vo, String detail) {
    private static final int LONGEST_DETAIL = 400;

    public RefusedAttributes {
        StringBuilder clean = new StringBuilder();
        detail.codePoints()
                .limit(LONGEST_DETAIL)
                .map(c -> Character.isISOControl(c) ? '?' : c)
                .forEach(clean::appendCodePoint);
        detail = clean.toString();
    }
}
