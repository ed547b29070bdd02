package org.gridauthz.saz.decision;

import org.gridauthz.identity.SlashDn;

/** What is recorded of those who came before, as far as decisions need it. Answers from memory. */
public interface KnownSubjects {
    /** Whether this was recorded; asked for {@linkplain SiteRules#watched() watched} kinds only. */
    boolean recorded(SeenSubject subject);

    /** Whether an officer trusts this very name. */
    boolean trusted(SlashDn dn);
}
