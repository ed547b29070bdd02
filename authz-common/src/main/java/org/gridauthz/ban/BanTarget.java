package org.gridauthz.ban;

import java.util.Locale;
import java.util.regex.Pattern;
import org.gridauthz.identity.Fqan;
import org.gridauthz.identity.MalformedIdentityException;
import org.gridauthz.identity.SlashDn;
import org.jspecify.annotations.Nullable;

/**
 * Whom a ban hits, checked, as given. An FQAN ban has one of four forms; all of a subject's FQANs count, not only
 * the primary one, and capabilities do not:
 *
 * <pre>
 * /vo/group            that group in any role
 * /vo/group/Role=r     that group in that role
 * /vo/group/*          that group and all below it, in any role
 * /vo/group/&#42;/Role=r   that role in that group and all below it
 * </pre>
 *
 * @param qualifier DN: an issuer's name, or null for any; certificate: the serial; issuer+subject: the subject; else null
 */
public record BanTarget(
        BanKind kind, String value, @Nullable String qualifier) {
    /** Longest value or qualifier, in characters. */
    public static final int MAX_LENGTH = 2048;

    private static final Pattern SERIAL = Pattern.compile("0|[1-9][0-9]{0,79}");
    private static final Pattern VO = Pattern.compile("(?!\\.+$)[A-Za-z0-9_.-]{1,255}");
    private static final Pattern ISSUER = Pattern.compile("https?://[!-~]{1,2000}");
    private static final String SUBTREE = "/*";

    /** Checks that such a thing can exist. */
    public BanTarget {
        boolean needsQualifier = kind == BanKind.CERTIFICATE || kind == BanKind.ISSUER_SUBJECT;
        if (needsQualifier && qualifier == null) {
            throw new MalformedBanException("a ban on a " + kind.text() + " needs both its parts");
        }
        if (!needsQualifier && kind != BanKind.DN && qualifier != null) {
            throw new MalformedBanException("a ban on a " + kind.text() + " has one part only");
        }
        try {
            check(kind, value, qualifier);
        } catch (MalformedIdentityException e) {
            throw new MalformedBanException("not a well-formed " + kind.text() + ": " + e.code());
        }
    }

    /** A target without a qualifier. */
    public static BanTarget of(BanKind kind, String value) {
        return new BanTarget(kind, value, null);
    }

    private static void check(BanKind kind, String value, @Nullable String qualifier) {
        switch (kind) {
            case DN -> {
                new SlashDn(value);
                if (qualifier != null) {
                    new SlashDn(qualifier);
                }
            }
            case CERTIFICATE -> {
                new SlashDn(value);
                require(qualifier != null && SERIAL.matcher(qualifier).matches(), "a serial number is decimal");
            }
            case VO -> require(VO.matcher(value).matches(), "not the name of a VO");
            case FQAN -> fqan(value);
            case CA -> new SlashDn(value);
            case ISSUER -> require(ISSUER.matcher(value).matches(), "a token issuer is an http(s) URL");
            case ISSUER_SUBJECT -> {
                require(ISSUER.matcher(value).matches(), "a token issuer is an http(s) URL");
                require(
                        qualifier != null
                                && !qualifier.isBlank()
                                && qualifier.length() <= MAX_LENGTH
                                && qualifier.chars().noneMatch(Character::isISOControl),
                        "not a token subject");
            }
        }
    }

    private static void require(boolean good, String otherwise) {
        if (!good) {
            throw new MalformedBanException(otherwise);
        }
    }

    /** The FQAN without the asterisk. */
    private static Fqan fqan(String value) {
        int role = value.indexOf("/Role=");
        String group = role < 0 ? value : value.substring(0, role);
        String bare = group.endsWith(SUBTREE) ? group.substring(0, group.length() - SUBTREE.length()) : group;
        return Fqan.parse(bare + (role < 0 ? "" : value.substring(role)));
    }

    /** The VO that the target lies in: of a VO or an FQAN; null for whatever is of no VO. */
    public @Nullable String vo() {
        return switch (kind) {
            case VO -> value;
            case FQAN -> fqan(value).vo();
            case DN, CERTIFICATE, CA, ISSUER, ISSUER_SUBJECT -> null;
        };
    }

    /** Under what this target is found in an index; two spellings of one target give one key. */
    MatchKey matchKey() {
        return switch (kind) {
            case DN ->
                qualifier == null
                        ? new MatchKey(Slot.DN, folded(value), "")
                        : new MatchKey(Slot.DN_OF_ISSUER, folded(value), folded(qualifier));
            case CERTIFICATE -> new MatchKey(Slot.CERTIFICATE, folded(value), qualifier == null ? "" : qualifier);
            case VO -> new MatchKey(Slot.VO, foldVo(value), "");
            case FQAN -> {
                Fqan fqan = fqan(value);
                boolean subtree = value.length() > fqan.group().length()
                        && value.startsWith(SUBTREE, fqan.group().length());
                yield fqan.role() == null
                        ? new MatchKey(subtree ? Slot.SUBTREE : Slot.GROUP, fqan.group(), "")
                        : new MatchKey(subtree ? Slot.SUBTREE_ROLE : Slot.GROUP_ROLE, fqan.group(), fqan.role());
            }
            case CA -> new MatchKey(Slot.CA, folded(value), "");
            case ISSUER -> new MatchKey(Slot.ISSUER, foldIssuer(value), "");
            case ISSUER_SUBJECT ->
                new MatchKey(Slot.ISSUER_SUBJECT, foldIssuer(value), qualifier == null ? "" : qualifier);
        };
    }

    static String folded(String dn) {
        String folded = new SlashDn(dn).folded();
        return folded.equals(dn) ? dn : folded; // most are, and an index keeps both
    }

    /** VO names differ by more than case nowhere; a ban must not be escaped by it. */
    static String foldVo(String vo) {
        return vo.toLowerCase(Locale.ROOT);
    }

    /** Issuers are compared with and without their last slash. */
    static String foldIssuer(String issuer) {
        return issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
    }
}
