package org.gridauthz.voms.vo.exchange;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gridauthz.voms.vo.IdentityKind;
import org.gridauthz.voms.vo.SuspensionCode;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** VOMS-Admin's user dump: what its {@code apiv2/users} answers (voms.md §12.3). What it leaves out is made up recognisably. */
public final class VomsAdminUsers {
    /** Stands where VOMS-Admin knows no address. */
    static final String NO_ADDRESS = "unknown@example.invalid";

    private VomsAdminUsers() {}

    /**
     * Reads the document.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static List<RollPerson> read(JsonNode document) {
        JsonNode result = document.path("result");
        if (!result.isArray()) {
            throw new IllegalArgumentException("a dump has its users in \"result\"");
        }
        List<RollPerson> people = new ArrayList<>();
        for (JsonNode user : result) {
            people.add(person(user));
        }
        return people;
    }

    private static RollPerson person(JsonNode user) {
        Map<String, String> fields = new HashMap<>();
        field(fields, "address", text(user, "address"));
        field(fields, "phone", text(user, "phoneNumber"));
        Map<String, String> attributes = new HashMap<>();
        for (JsonNode attribute : user.path("attributes")) {
            String name = text(attribute, "name");
            if (name != null) {
                attributes.put(name, attribute.path("value").asString(""));
            }
        }
        List<String> memberships = new ArrayList<>();
        user.path("fqans").forEach(one -> memberships.add(one.asString()));
        List<RollPerson.Certificate> certificates = new ArrayList<>();
        for (JsonNode one : user.path("certificates")) {
            certificates.add(new RollPerson.Certificate(
                    IdentityKind.X509,
                    text(one, "subjectString"),
                    text(one, "issuerString"),
                    one.path("suspended").asBoolean(false) ? SuspensionCode.OTHER : null,
                    text(one, "suspensionReason")));
        }
        boolean suspended = user.path("suspended").asBoolean(false);
        return new RollPerson(
                text(user, "id"),
                or(text(user, "name"), "(unknown)"),
                or(text(user, "surname"), "(unknown)"),
                address(text(user, "emailAddress")),
                fields,
                text(user, "institution"),
                time(user.path("endTime")),
                suspended ? code(text(user, "suspensionReasonCode")) : null,
                text(user, "suspensionReason"),
                certificates,
                memberships,
                attributes);
    }

    static SuspensionCode code(@Nullable String word) {
        if (word != null) {
            for (SuspensionCode code : SuspensionCode.values()) {
                if (code.name().equals(word.toUpperCase(Locale.ROOT))) {
                    return code;
                }
            }
        }
        return SuspensionCode.OTHER;
    }

    static void field(Map<String, String> fields, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            fields.put(name, value.replaceAll("\\p{Cntrl}+", " ").strip());
        }
    }

    static String or(@Nullable String text, String other) {
        return text == null || text.isBlank()
                ? other
                : text.replaceAll("\\p{Cntrl}+", " ").strip();
    }

    static String address(@Nullable String text) {
        return text != null && text.matches("[^\\s\\p{Cntrl}<>\",;@]{1,64}@[A-Za-z0-9.-]{1,189}") ? text : NO_ADDRESS;
    }

    /** Milliseconds, or ISO 8601. */
    private static @Nullable Instant time(JsonNode time) {
        if (time.isNumber()) {
            return Instant.ofEpochMilli(time.asLong());
        }
        try {
            return time.isString() ? Instant.parse(time.asString()) : null;
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("a time has the form 2026-12-31T00:00:00Z", e);
        }
    }

    private static @Nullable String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isMissingNode() || value.isNull() ? null : value.asString();
    }
}
