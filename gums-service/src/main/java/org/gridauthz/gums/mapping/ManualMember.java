package org.gridauthz.gums.mapping;

import org.gridauthz.identity.Fqan;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.identity.Subject.Person;
import org.gridauthz.identity.TextPattern;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a manual group. A literal is a literal; a pattern is marked as one. (The original compiled every entry as
 * a regular expression, gums.md §1.5.)
 */
public record ManualMember(Name name, Attribute attribute) {
    /** Whose entry it is. */
    public sealed interface Name {}

    /** Exactly this name. */
    public record Literal(SlashDn dn) implements Name {}

    /** Every name of this form. */
    public record Pattern(TextPattern pattern) implements Name {}

    /** With which attribute she must come. */
    public sealed interface Attribute {
        /** Whether somebody who comes with this FQAN, or with none, is meant. */
        boolean accepts(@Nullable Fqan fqan);
    }

    /** Without VOMS attributes. */
    public record NoFqan() implements Attribute {
        @Override
        public boolean accepts(@Nullable Fqan fqan) {
            return fqan == null;
        }
    }

    /** With any or none. */
    public record AnyFqan() implements Attribute {
        @Override
        public boolean accepts(@Nullable Fqan fqan) {
            return true;
        }
    }

    /** With this one. */
    public record LiteralFqan(Fqan fqan) implements Attribute {
        @Override
        public boolean accepts(@Nullable Fqan offered) {
            return fqan.equals(offered);
        }
    }

    /** With one of this form. */
    public record PatternFqan(TextPattern pattern) implements Attribute {
        @Override
        public boolean accepts(@Nullable Fqan offered) {
            return offered != null && pattern.matches(offered.toString());
        }
    }

    /** A person whatever her attributes. */
    public static ManualMember anyFqan(String dn) {
        return new ManualMember(new Literal(new SlashDn(dn)), new AnyFqan());
    }

    /** Whether this entry has the person, coming with the FQAN, as a member. */
    boolean accepts(Person person, @Nullable Fqan fqan) {
        return switch (name) {
            case Literal literal -> literal.dn().equals(person.dn()) && attribute.accepts(fqan);
            // The name alone proves little here, so a claimed attribute must not make up for it.
            case Pattern pattern ->
                pattern.pattern().matches(person.dn().text())
                        && attribute.accepts(fqan)
                        && (fqan == null || person.verified() || attribute instanceof AnyFqan);
        };
    }
}
