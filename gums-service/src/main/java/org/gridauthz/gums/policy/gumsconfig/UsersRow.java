package org.gridauthz.gums.policy.gumsconfig;

import org.gridauthz.gums.mapping.ManualMember;
import org.gridauthz.identity.Fqan;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.identity.TextPattern;
import org.jspecify.annotations.Nullable;

/**
 * A row of the original's table USERS. Manual members were regular expressions there; nearly all were meant as plain
 * names, so they are taken literally unless they hold {@code .*}, which becomes a marked pattern.
 */
public final class UsersRow {
    private UsersRow() {}

    /**
     * What a row becomes.
     *
     * @param note what changed; null if nothing did
     */
    public record Entry(ManualMember member, @Nullable String note) {}

    /**
     * The member.
     *
     * @param fqan null or empty = without VOMS attributes
     * @throws IllegalArgumentException if it is no name, FQAN or pattern
     */
    public static Entry member(String dn, @Nullable String fqan) {
        ManualMember.Name name = dn.contains(".*")
                ? new ManualMember.Pattern(new TextPattern(glob(dn)))
                : new ManualMember.Literal(new SlashDn(unescaped(dn)));
        ManualMember.Attribute attribute = attribute(fqan == null ? "" : fqan.strip());
        return new Entry(new ManualMember(name, attribute), note(name, dn));
    }

    private static ManualMember.Attribute attribute(String fqan) {
        if (fqan.isEmpty()) {
            return new ManualMember.NoFqan();
        }
        if (fqan.equals(".*")) {
            return new ManualMember.AnyFqan();
        }
        return fqan.contains(".*")
                ? new ManualMember.PatternFqan(new TextPattern(glob(fqan)))
                : new ManualMember.LiteralFqan(Fqan.parse(unescaped(fqan)));
    }

    private static @Nullable String note(ManualMember.Name name, String dn) {
        if (name instanceof ManualMember.Pattern pattern) {
            return "the expression " + dn + " is the pattern " + pattern.pattern();
        }
        return dn.chars().anyMatch(c -> "+()[]{}|^$?*".indexOf(c) >= 0)
                ? dn + " stands for itself; as an expression it did not"
                : null;
    }

    private static String glob(String expression) {
        return unescaped(expression.replace(".*", "*"));
    }

    private static String unescaped(String expression) {
        return expression
                .replace("\\.", ".")
                .replace("\\(", "(")
                .replace("\\)", ")")
                .replace("\\+", "+");
    }
}
