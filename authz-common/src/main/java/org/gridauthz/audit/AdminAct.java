package org.gridauthz.audit;

import org.jspecify.annotations.Nullable;

/**
 * What an administrator does, as the audit trail keeps it. Texts longer than their column are cut at the end.
 *
 * @param who name of the administrator, as rendered from the certificate or token
 * @param from network address the request came from
 * @param verb what is done, in one word: {@code ban}, {@code lift}, {@code activate-policy}
 * @param target to what
 * @param why the reason given
 * @param detail anything else worth keeping, e.g. the text of a difference
 */
public record AdminAct(
        String who,
        String from,
        String verb,
        String target,
        String why,
        @Nullable String detail) {}
