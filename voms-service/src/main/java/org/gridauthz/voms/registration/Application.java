package org.gridauthz.voms.registration;

import java.time.Instant;
import java.util.List;
import org.gridauthz.identity.Fqan;
import org.gridauthz.voms.vo.IdentityName;
import org.gridauthz.voms.vo.Keys;
import org.gridauthz.voms.vo.PersonalData;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asked for.
 *
 * @param applicant the certificate she came with
 * @param person her id, if she is a member
 * @param institution id of the one whose representative is asked first
 * @param wanted the group or role asked for
 * @param aup the version of the rules of use she accepted with it
 * @param codeHash of the code mailed to her, hexadecimal
 * @param explanation of whoever decided
 */
public record Application(
        String id,
        String vo,
        ApplicationKind kind,
        ApplicationState state,
        IdentityName applicant,
        @Nullable String person,
        @Nullable String institution,
        @Nullable Fqan wanted,
        Details details,
        @Nullable String aup,
        @Nullable String codeHash,
        @Nullable String explanation,
        Instant submitted,
        Instant changed) {
    /** Whom a decision on it may concern: the member, or the one an applicant will be; null: nobody known. */
    public @Nullable String concerned() {
        return person == null && kind == ApplicationKind.MEMBERSHIP ? Keys.id("member", id) : person;
    }

    /**
     * What she filled in.
     *
     * @param data of a new member
     * @param groups groups and roles a new member asks for at once, as FQANs
     * @param certificate the further one
     * @param message to whoever decides
     */
    public record Details(
            @Nullable PersonalData data,
            List<String> groups,
            @Nullable IdentityName certificate,
            String message) {
        public Details {
            groups = List.copyOf(groups);
        }

        /** Only a message. */
        public static Details message(String message) {
            return new Details(null, List.of(), null, message);
        }
    }
}
