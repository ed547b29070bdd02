package org.gridauthz.gums.members;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.gridauthz.gums.mapping.ManualMember;
import org.gridauthz.gums.mapping.ManualMember.AnyFqan;
import org.gridauthz.gums.mapping.ManualMember.Attribute;
import org.gridauthz.gums.mapping.ManualMember.Literal;
import org.gridauthz.gums.mapping.ManualMember.LiteralFqan;
import org.gridauthz.gums.mapping.ManualMember.Name;
import org.gridauthz.gums.mapping.ManualMember.NoFqan;
import org.gridauthz.gums.mapping.ManualMember.Pattern;
import org.gridauthz.gums.mapping.ManualMember.PatternFqan;
import org.gridauthz.identity.Fqan;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.identity.TextPattern;

/**
 * An entry of a manual group as text: what stands in the change log, so that a follower needs to read that one row only.
 * The parts are divided by TAB, which no name holds.
 *
 * @param nameKind {@code LITERAL} or {@code PATTERN}
 * @param fqanKind {@code NONE}, {@code ANY}, {@code LITERAL} or {@code PATTERN}
 * @param fqan empty where the kind says all
 */
public record ManualKey(String group, String nameKind, String name, String fqanKind, String fqan) {
    private static final String LITERAL = "LITERAL";
    private static final String PATTERN = "PATTERN";

    /** Refuses what could not be told apart again. */
    public ManualKey {
        for (String part : new String[] {group, name, fqan}) {
            if (part.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException("a name or pattern holds a control character");
            }
        }
        if (group.isEmpty() || group.length() > 255) {
            throw new IllegalArgumentException("a group has a name of 1 to 255 characters");
        }
    }

    /** The key of an entry. */
    public static ManualKey of(String group, ManualMember member) {
        Name name = member.name();
        return switch (member.attribute()) {
            case NoFqan none -> of(group, name, "NONE", "");
            case AnyFqan any -> of(group, name, "ANY", "");
            case LiteralFqan literal -> of(group, name, LITERAL, literal.fqan().toString());
            case PatternFqan pattern ->
                of(group, name, PATTERN, pattern.pattern().pattern());
        };
    }

    private static ManualKey of(String group, Name name, String fqanKind, String fqan) {
        return switch (name) {
            case Literal literal -> new ManualKey(group, LITERAL, literal.dn().text(), fqanKind, fqan);
            case Pattern pattern ->
                new ManualKey(group, PATTERN, pattern.pattern().pattern(), fqanKind, fqan);
        };
    }

    /** Reads what {@link #text} wrote. */
    public static ManualKey parse(String text) {
        String[] parts = text.split("\t", -1);
        if (parts.length != 5) {
            throw new IllegalArgumentException("not the key of a manual member");
        }
        return new ManualKey(parts[0], parts[1], parts[2], parts[3], parts[4]);
    }

    /** One line. */
    public String text() {
        return String.join("\t", group, nameKind, name, fqanKind, fqan);
    }

    /** The entry itself. */
    public ManualMember member() {
        Name who = nameKind.equals(LITERAL) ? new Literal(new SlashDn(name)) : new Pattern(new TextPattern(name));
        Attribute attribute = switch (fqanKind) {
            case "NONE" -> new NoFqan();
            case "ANY" -> new AnyFqan();
            case LITERAL -> new LiteralFqan(Fqan.parse(fqan));
            case PATTERN -> new PatternFqan(new TextPattern(fqan));
            default -> throw new IllegalArgumentException("not the key of a manual member");
        };
        return new ManualMember(who, attribute);
    }

    /** SHA-256 of name and attribute, the row's key within its group. */
    public byte[] digest() {
        return sha256(String.join("\t", nameKind, name, fqanKind, fqan));
    }

    /** SHA-256 of a text. */
    public static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
