package org.gridauthz.voms.vo.rest;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.gridauthz.voms.vo.Identity;
import org.gridauthz.voms.vo.Membership;
import org.gridauthz.voms.vo.Person;
import org.gridauthz.voms.vo.Suspension;
import org.gridauthz.voms.vo.store.Register;
import org.jspecify.annotations.Nullable;

/**
 * A person as she is answered.
 *
 * @param email null, like {@code fields}, for callers who may not see personal data
 */
public record PersonView(
        String id,
        String givenName,
        String familyName,
        @Nullable String email,
        @Nullable Map<String, String> fields,
        @Nullable String institution,
        Instant joined,
        @Nullable Instant ends,
        @Nullable Suspension suspension,
        List<CertificateView> certificates,
        List<MembershipView> memberships) {

    /** A certificate or token identity. */
    public record CertificateView(
            String id,
            String kind,
            String name,
            @Nullable String issuer,
            @Nullable Suspension suspension,
            Instant added) {
        static CertificateView of(Identity one) {
            return new CertificateView(
                    one.id(),
                    one.name().kind().name(),
                    one.name().name(),
                    one.name().issuer(),
                    one.suspension(),
                    one.added());
        }
    }

    /** A group, or a role in it. */
    public record MembershipView(
            String group,
            @Nullable String role,
            Instant since,
            @Nullable Instant ends) {
        static MembershipView of(Membership one) {
            return new MembershipView(one.fqan().group(), one.fqan().role(), one.since(), one.ends());
        }
    }

    /** A page of people. */
    public record Page(long count, int offset, List<PersonView> people) {}

    /** @param personal whether the caller may see personal data */
    public static PersonView of(Register.Entry entry, boolean personal) {
        Person person = entry.person();
        return new PersonView(
                person.id(),
                person.data().givenName(),
                person.data().familyName(),
                personal ? person.data().email() : null,
                personal ? person.data().fields() : null,
                person.institution(),
                person.joined(),
                person.ends(),
                person.suspension(),
                entry.identities().stream().map(CertificateView::of).toList(),
                entry.memberships().stream().map(MembershipView::of).toList());
    }
}
