package org.gridauthz.voms.vo.exchange;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.gridauthz.identity.Fqan;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.voms.vo.IdentityName;
import org.gridauthz.voms.vo.PersonalData;
import org.jspecify.annotations.Nullable;

/**
 * A request under way in a VOMS-Admin database (voms.md §11).
 *
 * @param id its number there
 * @param wish what is asked for
 * @param subject of the certificate she came with
 * @param person what she said of herself
 */
public record OldApplication(
        long id, Wish wish, String status, String subject, String issuer, Person person, Instant created) {
    /** What a request asks for. */
    public sealed interface Wish {
        /** To become a member. */
        record Membership() implements Wish {}

        /** To be in a group; to hold a role, if there is one. */
        record Place(String group, @Nullable String role) implements Wish {
            /** @throws IllegalArgumentException if it is no group or role */
            public Fqan fqan() {
                return role == null
                        ? Fqan.parse(group)
                        : Fqan.parse(group + "/Role=" + role.replaceFirst("^Role=", ""));
            }
        }

        /** To use another certificate. */
        record Certificate(String subject, String issuer) implements Wish {
            /** @throws IllegalArgumentException if it is no name */
            public IdentityName name() {
                return IdentityName.certificate(new SlashDn(subject), new SlashDn(issuer));
            }
        }

        /** To leave, or something that later versions know. */
        record Other() implements Wish {}
    }

    /** What an applicant said of herself. */
    public record Person(
            @Nullable String name,
            @Nullable String surname,
            @Nullable String email,
            @Nullable String institution,
            @Nullable String address,
            @Nullable String phone) {
        /** As members are written down here; what is not there is made up recognisably. */
        public PersonalData data() {
            Map<String, String> fields = new HashMap<>();
            VomsAdminUsers.field(fields, "address", address);
            VomsAdminUsers.field(fields, "phone", phone);
            return new PersonalData(
                    VomsAdminUsers.or(name, "(unknown)"),
                    VomsAdminUsers.or(surname, "(unknown)"),
                    VomsAdminUsers.address(email),
                    fields);
        }
    }

    /** @throws IllegalArgumentException if it is none */
    public IdentityName applicant() {
        return IdentityName.certificate(new SlashDn(subject), new SlashDn(issuer));
    }

    /** Whether her address of mail is still to be confirmed there. */
    public boolean unconfirmed() {
        return wish instanceof Wish.Membership && status.equals("SUBMITTED");
    }
}
