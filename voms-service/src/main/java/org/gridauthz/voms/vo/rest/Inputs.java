package org.gridauthz.voms.vo.rest;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.gridauthz.identity.Fqan;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.voms.vo.IdentityKind;
import org.gridauthz.voms.vo.IdentityName;
import org.gridauthz.voms.vo.Names;
import org.gridauthz.web.ErrorCode;
import org.gridauthz.web.Refusal;
import org.gridauthz.web.rest.Given;
import org.jspecify.annotations.Nullable;

/** What bodies and parameters of a VO's interface say. */
public final class Inputs {
    /** Longest page. */
    public static final int PAGE = 1000;

    private static final int MAX_DESCRIPTION = 2000;

    private Inputs() {}

    /** A group of this VO, or with a role the role there. */
    public static Fqan fqan(String vo, @Nullable String group, @Nullable String role, String pointer) {
        String path = Given.parsed(group, text -> Names.group(vo, text), pointer);
        return role == null
                ? new Fqan(path, null, null)
                : Given.parsed(role, text -> new Fqan(path, Names.role(text), null), pointer);
    }

    /** A certificate, or with an issuer that is an address a token identity. */
    public static IdentityName identity(
            @Nullable String kind, @Nullable String name, @Nullable String issuer, String pointer) {
        IdentityKind which = kind == null
                ? IdentityKind.X509
                : Given.parsed(kind, text -> IdentityKind.valueOf(text), pointer + "/kind");
        return Given.parsed(name, text -> new IdentityName(which, text, issuer), pointer + "/name");
    }

    /** A subject to be searched for. */
    public static @Nullable IdentityName searched(@Nullable String dn) {
        return dn == null ? null : Given.parsed(dn, text -> IdentityName.certificate(new SlashDn(text), null), "/dn");
    }

    /** A description: may be missing. */
    public static String description(@Nullable String text) {
        String given = text == null ? "" : text;
        if (given.length() > MAX_DESCRIPTION) {
            throw new Refusal(
                    ErrorCode.FIELD_INVALID,
                    "a description has at most " + MAX_DESCRIPTION + " characters",
                    "/description");
        }
        return given;
    }

    /** A time, ISO 8601 with its zone; may be missing. */
    public static @Nullable Instant time(@Nullable String text, String pointer) {
        if (text == null) {
            return null;
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new Refusal(ErrorCode.FIELD_INVALID, "a time has the form 2026-12-31T00:00:00Z", pointer);
        }
    }
}
