package org.gridauthz.ban;

import java.util.List;
import org.gridauthz.identity.Fqan;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.identity.Subject;
import org.jspecify.annotations.Nullable;

/** One question to an index: the slots that apply to a subject, the most personal first. */
final class Search {
    private final BanIndex index;
    private final @Nullable List<Ban> all;

    /** @param all collects every ban found; null to stop at the first */
    Search(BanIndex index, @Nullable List<Ban> all) {
        this.index = index;
        this.all = all;
    }

    @Nullable
    Ban first(Subject subject) {
        Ban found = switch (subject) {
            case Subject.Person person -> person(person);
            case Subject.Bearer bearer -> bearer(bearer);
        };
        if (found != null && all == null) {
            return found;
        }
        Ban other = attributes(subject);
        return found != null ? found : other;
    }

    private @Nullable Ban person(Subject.Person person) {
        Ban found = null;
        boolean byIssuer = index.any(Slot.CERTIFICATE) || index.any(Slot.CA);
        boolean named = (index.any(Slot.DN) || index.any(Slot.DN_OF_ISSUER))
                && index.mayName(person.dn().text());
        SlashDn issuer = person.issuer();
        if (named) {
            String dn = person.dn().folded();
            found = take(found, Slot.DN, dn, "");
            if (issuer != null && index.any(Slot.DN_OF_ISSUER)) {
                found = take(found, Slot.DN_OF_ISSUER, dn, issuer.folded());
            }
        }
        if (byIssuer && issuer != null && index.mayName(issuer.text())) {
            String ca = issuer.folded();
            String serial = person.serial();
            if (serial != null) {
                found = take(found, Slot.CERTIFICATE, ca, serial);
            }
            found = take(found, Slot.CA, ca, "");
        }
        return found;
    }

    private @Nullable Ban bearer(Subject.Bearer bearer) {
        Ban found = null;
        String issuer = BanTarget.foldIssuer(bearer.issuer());
        found = take(found, Slot.ISSUER_SUBJECT, issuer, bearer.subject());
        found = take(found, Slot.ISSUER, issuer, "");
        String vo = bearer.vo();
        return vo == null ? found : take(found, Slot.VO, BanTarget.foldVo(vo), "");
    }

    private @Nullable Ban attributes(Subject subject) {
        boolean groups = index.any(Slot.GROUP) || index.any(Slot.GROUP_ROLE);
        boolean subtrees = index.any(Slot.SUBTREE) || index.any(Slot.SUBTREE_ROLE);
        boolean vos = index.any(Slot.VO);
        Ban found = null;
        if (!groups && !subtrees && !vos) {
            return null;
        }
        for (Fqan fqan : subject.fqans()) {
            String role = fqan.role();
            if (groups) {
                found = take(found, Slot.GROUP, fqan.group(), "");
                found = role == null ? found : take(found, Slot.GROUP_ROLE, fqan.group(), role);
            }
            if (subtrees) {
                found = subtrees(found, fqan.group(), role);
            }
            if (vos) {
                found = take(found, Slot.VO, BanTarget.foldVo(fqan.vo()), "");
            }
        }
        return found;
    }

    /** The group itself and its parents: as many steps as it has slashes, whatever is banned. */
    private @Nullable Ban subtrees(@Nullable Ban before, String group, @Nullable String role) {
        Ban found = before;
        for (int end = group.length(); end > 0; end = group.lastIndexOf('/', end - 1)) {
            String parent = group.substring(0, end);
            found = take(found, Slot.SUBTREE, parent, "");
            found = role == null ? found : take(found, Slot.SUBTREE_ROLE, parent, role);
        }
        return found;
    }

    /** Looks once more, unless a ban is known and only the first is asked for. */
    private @Nullable Ban take(@Nullable Ban found, Slot slot, String first, String second) {
        if ((found != null && all == null) || !index.any(slot)) {
            return found;
        }
        List<Ban> bans = index.at(slot, first, second);
        if (all != null) {
            all.addAll(bans);
        }
        return found == null && !bans.isEmpty() ? bans.getFirst() : found;
    }
}
