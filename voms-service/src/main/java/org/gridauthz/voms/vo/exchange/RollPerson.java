package org.gridauthz.voms.vo.exchange;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gridauthz.identity.Fqan;
import org.gridauthz.voms.vo.IdentityKind;
import org.gridauthz.voms.vo.IdentityName;
import org.gridauthz.voms.vo.Names;
import org.gridauthz.voms.vo.Newcomer;
import org.gridauthz.voms.vo.PersonalData;
import org.gridauthz.voms.vo.Suspension;
import org.gridauthz.voms.vo.SuspensionCode;
import org.gridauthz.voms.vo.store.Register;
import org.jspecify.annotations.Nullable;

/**
 * A person in a JSON roll, written and read.
 *
 * @param id written only
 * @param institution its name
 * @param suspended a suspension's code
 * @param memberships FQANs
 */
public record RollPerson(
        @Nullable String id,
        @Nullable String givenName,
        @Nullable String familyName,
        @Nullable String email,
        @Nullable Map<String, String> fields,
        @Nullable String institution,
        @Nullable Instant ends,
        @Nullable SuspensionCode suspended,
        @Nullable String suspensionReason,
        @Nullable List<Certificate> certificates,
        @Nullable List<String> memberships,
        @Nullable Map<String, String> attributes) {

    /** @param kind X509 (the default) or TOKEN */
    public record Certificate(
            @Nullable IdentityKind kind,
            @Nullable String name,
            @Nullable String issuer,
            @Nullable SuspensionCode suspended,
            @Nullable String suspensionReason) {}

    /** Of a roll: the people. */
    public record Roll(@Nullable List<RollPerson> people) {}

    static RollPerson of(Register.Entry entry, @Nullable String institution, Map<String, String> attributes) {
        Suspension suspension = entry.person().suspension();
        PersonalData data = entry.person().data();
        return new RollPerson(
                entry.person().id(),
                data.givenName(),
                data.familyName(),
                data.email(),
                data.fields(),
                institution,
                entry.person().ends(),
                suspension == null ? null : suspension.code(),
                suspension == null ? null : suspension.reason(),
                entry.identities().stream()
                        .map(one -> new Certificate(
                                one.name().kind(),
                                one.name().name(),
                                one.name().issuer(),
                                one.suspension() == null
                                        ? null
                                        : one.suspension().code(),
                                one.suspension() == null
                                        ? null
                                        : one.suspension().reason()))
                        .toList(),
                entry.memberships().stream().map(one -> one.fqan().toString()).toList(),
                attributes);
    }

    /**
     * As somebody to be taken in.
     *
     * @throws IllegalArgumentException that says what is wrong
     */
    public Newcomer newcomer(String vo, String place, Instant now) {
        return new Newcomer(
                place,
                new PersonalData(
                        needed(givenName, "givenName"),
                        needed(familyName, "familyName"),
                        needed(email, "email"),
                        fields == null ? Map.of() : fields),
                institution,
                ends,
                suspension(suspended, suspensionReason, now),
                certificates == null
                        ? List.of()
                        : certificates.stream()
                                .map(one -> new Newcomer.Shown(
                                        new IdentityName(
                                                one.kind() == null ? IdentityKind.X509 : one.kind(),
                                                needed(one.name(), "a certificate's name"),
                                                one.issuer()),
                                        suspension(one.suspended(), one.suspensionReason(), now)))
                                .toList(),
                held(vo, memberships == null ? List.of() : memberships),
                attributes == null ? Map.of() : new TreeMap<>(attributes));
    }

    static List<Fqan> held(String vo, List<String> memberships) {
        return memberships.stream()
                .filter(text -> !text.isBlank())
                .map(Fqan::parse)
                .peek(fqan -> Names.group(vo, fqan.group()))
                .filter(fqan -> fqan.role() != null || !fqan.group().equals("/" + vo))
                .toList();
    }

    static @Nullable Suspension suspension(@Nullable SuspensionCode code, @Nullable String reason, Instant now) {
        return code == null
                ? null
                : new Suspension(code, reason == null ? "suspended where she came from" : reason, now);
    }

    private static String needed(@Nullable String text, String name) {
        if (text == null || text.isBlank()) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return text;
    }
}
