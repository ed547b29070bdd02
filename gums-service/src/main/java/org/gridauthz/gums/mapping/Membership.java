package org.gridauthz.gums.mapping;

import java.util.Objects;
import org.gridauthz.gums.mapping.UserGroup.Listed;
import org.gridauthz.gums.mapping.UserGroup.Manual;
import org.gridauthz.gums.mapping.UserGroup.Token;
import org.gridauthz.gums.mapping.UserGroup.Voms;
import org.gridauthz.identity.Fqan;
import org.gridauthz.identity.Subject;
import org.gridauthz.identity.Subject.Bearer;
import org.gridauthz.identity.Subject.Person;
import org.jspecify.annotations.Nullable;

/**
 * Whether a subject, coming with one FQAN or none, is in a group: gums.md §1.5 as documented. The reading of each mode
 * stands in docs/policy.md.
 */
final class Membership {
    private Membership() {}

    static Verdict of(UserGroup group, Subject subject, @Nullable Fqan fqan, MappingIndex index) {
        return switch (group) {
            case Manual manual -> manual(manual, subject, fqan, index);
            case Voms voms -> voms(voms, subject, fqan, index);
            case Listed listed -> listed(listed.list(), subject, false, index);
            case Token token -> token(token, subject, fqan);
        };
    }

    private static Verdict manual(Manual group, Subject subject, @Nullable Fqan fqan, MappingIndex index) {
        if (!(subject instanceof Person person)) {
            return Verdict.NO_PERSON;
        }
        if (person.ambiguous()) {
            return Verdict.AMBIGUOUS;
        }
        return index.members().has(group.name(), person, fqan) ? Verdict.MEMBER : Verdict.NOT_ENTERED;
    }

    private static Verdict voms(Voms group, Subject subject, @Nullable Fqan fqan, MappingIndex index) {
        if (fqan == null) {
            return group.acceptWithoutFqan() ? listed(group.list(), subject, false, index) : Verdict.NO_FQAN;
        }
        if (subject instanceof Bearer bearer && !fqan.vo().equals(bearer.vo())) {
            return Verdict.FOREIGN_FQAN;
        }
        if (!matches(group, fqan)) {
            return Verdict.FQAN_DIFFERS;
        }
        if (group.match() == UserGroup.Match.IGNORE) {
            // What is ignored proves nothing, verified or not: otherwise any attribute of any VO would do.
            return listed(group.list(), subject, false, index);
        }
        return subject.verified() ? Verdict.MEMBER : listed(group.list(), subject, true, index);
    }

    static boolean matches(Voms group, Fqan fqan) {
        return switch (group.match()) {
            case EXACT -> fqan.group().equals(group.group()) && Objects.equals(fqan.role(), group.role());
            case VOROLE -> fqan.vo().equals(vo(group)) && Objects.equals(fqan.role(), group.role());
            case ROLE -> Objects.equals(fqan.role(), group.role());
            case VOGROUP ->
                fqan.group().equals(group.group())
                        || (group.subgroups() && fqan.group().startsWith(group.group() + "/"));
            case VO -> fqan.vo().equals(vo(group));
            case IGNORE -> true;
        };
    }

    static String vo(Voms group) {
        int end = group.group().indexOf('/', 1);
        return end < 0 ? group.group().substring(1) : group.group().substring(1, end);
    }

    private static Verdict listed(@Nullable String list, Subject subject, boolean named, MappingIndex index) {
        if (list == null) {
            return Verdict.NO_LIST;
        }
        boolean on;
        switch (subject) {
            case Person person -> {
                if (person.ambiguous()) {
                    return Verdict.AMBIGUOUS;
                }
                on = index.lists().contains(list, person.dn());
            }
            case Bearer bearer -> {
                if (!index.lists().namesTokens(list)) {
                    return Verdict.NO_PERSON;
                }
                if (!bearer.verified()) {
                    return Verdict.NOT_VERIFIED;
                }
                on = index.lists().contains(list, bearer.issuer(), bearer.subject());
            }
        }
        return switch (index.lists().state(list)) {
            case USABLE -> on ? Verdict.MEMBER : Verdict.NOT_LISTED;
            case STALE -> on ? Verdict.LISTED_STALE : Verdict.UNLISTED_STALE;
            case MISSING -> named ? Verdict.LIST_NEEDED : Verdict.LIST_MISSING;
        };
    }

    private static Verdict token(Token group, Subject subject, @Nullable Fqan fqan) {
        if (!(subject instanceof Bearer bearer)) {
            return Verdict.NO_TOKEN;
        }
        if (!bearer.verified()) {
            return Verdict.NOT_VERIFIED;
        }
        boolean all = bearer.issuer().equals(group.issuer())
                && (group.subject() == null || group.subject().equals(bearer.subject()))
                && (group.group() == null || (fqan != null && group.group().equals(fqan.toString())))
                && (group.scope() == null || bearer.scopes().contains(group.scope()));
        return all ? Verdict.MEMBER : Verdict.TOKEN_DIFFERS;
    }
}
