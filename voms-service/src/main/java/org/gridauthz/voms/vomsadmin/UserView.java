package org.gridauthz.voms.vomsadmin;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gridauthz.voms.vo.AttributeValue;
import org.gridauthz.voms.vo.Identity;
import org.gridauthz.voms.vo.IdentityKind;
import org.gridauthz.voms.vo.Membership;
import org.gridauthz.voms.vo.Person;
import org.gridauthz.voms.vo.Suspension;
import org.gridauthz.voms.vo.store.Register;
import org.jspecify.annotations.Nullable;

/** A user as VOMS-Admin's JSON has her; what is not known is left out. Ids are texts here, and numbers there. */
final class UserView {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss").withZone(ZoneOffset.UTC);

    private UserView() {}

    /** @param personal whether the caller may see more of her than her name */
    static Map<String, Object> of(
            Register.Entry entry, boolean personal, List<AttributeValue> attributes, Instant now) {
        Person person = entry.person();
        Map<String, Object> user = new LinkedHashMap<>();
        user.put("id", person.id());
        user.put("name", person.data().givenName());
        user.put("surname", person.data().familyName());
        if (personal) {
            put(user, "institution", person.data().fields().get("institution"));
            put(user, "address", person.data().fields().get("address"));
            put(user, "phoneNumber", person.data().fields().get("phone"));
            user.put("emailAddress", person.data().email());
        }
        user.put("creationTime", TIME.format(person.joined()));
        put(user, "endTime", person.ends() == null ? null : TIME.format(person.ends()));
        suspension(user, person.suspension());
        user.put(
                "certificates",
                entry.identities().stream()
                        .filter(one -> one.name().kind() == IdentityKind.X509)
                        .map(UserView::certificate)
                        .toList());
        user.put("fqans", fqans(entry.memberships(), now));
        user.put(
                "attributes",
                attributes.stream()
                        .map(one -> Map.of("name", one.name(), "value", one.value()))
                        .toList());
        user.put("aupAcceptanceRecords", List.of());
        return user;
    }

    private static Map<String, Object> certificate(Identity one) {
        Map<String, Object> certificate = new LinkedHashMap<>();
        certificate.put("subjectString", one.name().name());
        put(certificate, "issuerString", one.name().issuer());
        suspension(certificate, one.suspension());
        certificate.put("creationTime", TIME.format(one.added()));
        return certificate;
    }

    /** Groups first, as VOMS-Admin lists them. */
    private static List<String> fqans(List<Membership> memberships, Instant now) {
        List<String> groups = new ArrayList<>();
        List<String> roles = new ArrayList<>();
        for (Membership one : memberships) {
            if (one.at(now)) {
                (one.fqan().role() == null ? groups : roles).add(one.fqan().toString());
            }
        }
        groups.addAll(roles);
        return groups;
    }

    private static void suspension(Map<String, Object> of, @Nullable Suspension suspension) {
        of.put("suspended", suspension != null);
        if (suspension != null) {
            of.put("suspensionReasonCode", suspension.code().name());
            of.put("suspensionReason", suspension.reason());
        }
    }

    private static void put(Map<String, Object> into, String name, @Nullable Object value) {
        if (value != null) {
            into.put(name, value);
        }
    }
}
