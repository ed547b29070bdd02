package org.gridauthz.gums.mapping;

import java.util.function.Consumer;
import org.gridauthz.gums.mapping.UserGroup.Token;
import org.gridauthz.gums.mapping.UserGroup.Voms;
import org.gridauthz.identity.Fqan;
import org.gridauthz.identity.Subject.Bearer;
import org.jspecify.annotations.Nullable;

/** Under which key a group stands in the index, and which keys a subject could be found under. */
final class SubjectKeys {
    private SubjectKeys() {}

    static String of(Voms group) {
        return switch (group.match()) {
            case EXACT -> "exact" + group.group() + "=" + group.role();
            case VOROLE -> "vorole/" + Membership.vo(group) + "=" + group.role();
            case ROLE -> "role=" + group.role();
            case VOGROUP -> (group.subgroups() ? "below" : "vogroup") + group.group();
            case VO -> "vo/" + Membership.vo(group);
            case IGNORE -> throw new IllegalArgumentException("no FQAN to look for");
        };
    }

    static void each(Fqan fqan, Consumer<String> keys) {
        keys.accept("exact" + fqan.group() + "=" + fqan.role());
        keys.accept("vorole/" + fqan.vo() + "=" + fqan.role());
        keys.accept("role=" + fqan.role());
        keys.accept("vogroup" + fqan.group());
        keys.accept("vo/" + fqan.vo());
        // The group itself and those above it; an FQAN is at most 255 characters long.
        for (int end = fqan.group().length(); end > 0; end = fqan.group().lastIndexOf('/', end - 1)) {
            keys.accept("below" + fqan.group().substring(0, end));
        }
    }

    /** By what a token group asks for that is rarest. */
    static String of(Token group) {
        String rest = group.subject() != null
                ? "\nsub=" + group.subject()
                : group.group() != null
                        ? "\ngroup=" + group.group()
                        : group.scope() != null ? "\nscope=" + group.scope() : "";
        return "iss=" + group.issuer() + rest;
    }

    static void each(Bearer bearer, @Nullable Fqan fqan, Consumer<String> keys) {
        String issuer = "iss=" + bearer.issuer();
        keys.accept(issuer);
        keys.accept(issuer + "\nsub=" + bearer.subject());
        if (fqan != null) {
            keys.accept(issuer + "\ngroup=" + fqan);
        }
        bearer.scopes().stream().distinct().forEach(scope -> keys.accept(issuer + "\nscope=" + scope));
    }
}
