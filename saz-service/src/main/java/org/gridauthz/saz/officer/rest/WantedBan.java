package org.gridauthz.saz.officer.rest;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.gridauthz.ban.BanKind;
import org.gridauthz.ban.BanTarget;
import org.gridauthz.ban.MalformedBanException;
import org.gridauthz.saz.officer.Breadth;
import org.gridauthz.web.ErrorCode;
import org.gridauthz.web.Refusal;
import org.gridauthz.web.rest.Given;
import org.jspecify.annotations.Nullable;

/**
 * A ban as a body gives it.
 *
 * @param kind {@code dn}, {@code certificate}, {@code vo}, {@code fqan}, {@code ca}, {@code issuer}, {@code issuer+subject}
 * @param value what is banned
 * @param qualifier dn: an issuer, if it is to hit that one's certificate only; certificate: the serial; issuer+subject: the
 *     subject
 * @param until first moment it is no longer in force, ISO 8601
 * @param confirm the value once more, for a whole VO, CA or issuer
 */
record WantedBan(
        @Nullable String kind,
        @Nullable String value,
        @Nullable String qualifier,
        @Nullable String reason,
        @Nullable String ticket,
        @Nullable String until,
        @Nullable String confirm) {
    private static final int MAX_TICKET = 200;

    /** What is to be banned; a pattern is refused. */
    BanTarget target() {
        BanKind of = Given.parsed(
                kind,
                text -> BanKind.of(text).orElseThrow(() -> new IllegalArgumentException("no kind of ban")),
                "/kind");
        String what = Given.text(value, "/value");
        String rest = qualifier == null ? null : Given.text(qualifier, "/qualifier");
        if (!what.equals(what.strip()) || what.endsWith("=")) {
            throw new Refusal(
                    ErrorCode.BAN_MALFORMED, "blanks around it, or nothing after the last equals sign", "/value");
        }
        BanTarget target;
        try {
            target = new BanTarget(of, what, rest);
        } catch (MalformedBanException e) {
            throw new Refusal(ErrorCode.BAN_MALFORMED, String.valueOf(e.getMessage()), "/value");
        }
        if (Breadth.of(target) == Breadth.PATTERN) {
            throw new Refusal(
                    ErrorCode.BAN_PATTERN, "name whom you mean; a VO, CA or issuer has a kind of its own", "/value");
        }
        return target;
    }

    /** Refuses what would hit very many unless it is confirmed. */
    void confirmed(BanTarget target) {
        if (Breadth.of(target) == Breadth.WHOLE && (confirm == null || !Breadth.confirms(target, confirm))) {
            throw new Refusal(
                    ErrorCode.CONFIRMATION_REQUIRED,
                    "this hits a whole " + target.kind().text() + ": repeat the value in the field confirm",
                    "/confirm");
        }
    }

    String reasonOr(@Nullable String usual) {
        return Given.reason(reason == null ? usual : reason);
    }

    String ticketOr(@Nullable String usual) {
        return ticket(ticket == null ? usual : ticket);
    }

    static String ticket(@Nullable String text) {
        String ticket = Given.text(text, "/ticket");
        if (ticket.isBlank() || ticket.length() > MAX_TICKET) {
            throw new Refusal(ErrorCode.FIELD_INVALID, "a ticket has 1 to " + MAX_TICKET + " characters", "/ticket");
        }
        return ticket;
    }

    /** Its end, in the future; null for none. */
    @Nullable
    Instant end(Instant now) {
        return until == null ? null : time(until, now);
    }

    /** A time to come. */
    static Instant time(String text, Instant now) {
        Instant end = time(text, "/until");
        if (!end.isAfter(now)) {
            throw new Refusal(ErrorCode.FIELD_INVALID, "a ban cannot end before it begins", "/until");
        }
        return end;
    }

    /** A time. */
    static Instant time(String text, String pointer) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new Refusal(ErrorCode.FIELD_INVALID, "a time such as 2026-11-22T03:00:00Z", pointer);
        }
    }
}
