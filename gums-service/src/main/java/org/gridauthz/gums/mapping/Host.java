package org.gridauthz.gums.mapping;

import org.jspecify.annotations.Nullable;

/**
 * Where the subject would run: a certificate name in slash form ({@code /DC=org/CN=host/ce1.example.org}) or a bare DNS
 * name. Worth keeping for as long as a connection lives: it remembers which rules of a policy count for it.
 */
public final class Host {
    /** Longest name, in characters. */
    public static final int MAX_LENGTH = 2048;

    private final String text;

    /** What was found last; immutable, so that a race costs a second search and nothing more. */
    private @Nullable Place place;

    /**
     * What a policy says of a host.
     *
     * @param rule the place of the host rule; -1 if none matches
     */
    record Place(CompiledPolicy policy, int rule, @Nullable Scope scope) {}

    /**
     * Checks the outer form.
     *
     * @param text not empty, at most {@value #MAX_LENGTH} characters, no control character
     * @throws IllegalArgumentException if it is otherwise
     */
    public Host(String text) {
        if (text.isEmpty() || text.length() > MAX_LENGTH || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("not a host name");
        }
        this.text = text;
    }

    /** The name. */
    public String text() {
        return text;
    }

    /** Whether this is a certificate name. */
    public boolean isDn() {
        return text.charAt(0) == '/';
    }

    Place in(CompiledPolicy policy) {
        Place known = place;
        if (known == null || known.policy() != policy) {
            known = policy.place(this);
            place = known;
        }
        return known;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Host host && text.equals(host.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
