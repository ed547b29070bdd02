package org.gridauthz.gums.mapfile;

import java.util.List;
import org.gridauthz.identity.Fqan;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.identity.Subject;
import org.jspecify.annotations.Nullable;

/**
 * A member of a group, as a file lists her.
 *
 * @param dn certificate name
 * @param fqan what she comes with, or a pattern of it; empty for none
 * @param withoutFqan whether the group takes her without any FQAN
 * @param whatever whether the group takes her with whatever FQANs she comes
 * @param email empty if unknown
 */
record Member(String dn, String fqan, boolean withoutFqan, boolean whatever, String email) {
    Subject.Person subject() {
        return new Subject.Person(new SlashDn(dn), false, null, null, fqans(), true);
    }

    private List<Fqan> fqans() {
        Fqan parsed = parsed();
        return parsed == null ? List.of() : List.of(parsed);
    }

    /** Null for none, and for a pattern. */
    private @Nullable Fqan parsed() {
        try {
            return fqan.isEmpty() ? null : Fqan.parse(fqan);
        } catch (IllegalArgumentException pattern) {
            return null;
        }
    }
}
