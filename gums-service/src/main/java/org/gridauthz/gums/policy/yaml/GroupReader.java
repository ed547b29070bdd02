package org.gridauthz.gums.policy.yaml;

import org.gridauthz.gums.mapping.UserGroup;
import org.gridauthz.gums.mapping.UserGroup.Match;
import org.gridauthz.identity.Fqan;
import org.gridauthz.identity.MalformedIdentityException;
import org.jspecify.annotations.Nullable;

/** Reads {@code groups}. */
final class GroupReader {
    private final Names groups;
    private final Names lists;

    GroupReader(Names groups, Names lists) {
        this.groups = groups;
        this.lists = lists;
    }

    @Nullable
    UserGroup group(Cursor at) {
        String name = groups.define(at);
        String description = at.optionalText("description");
        Cursor manual = at.inside("manual");
        Cursor voms = at.inside("voms");
        Cursor listed = at.inside("listed");
        Cursor token = at.inside("token");
        if ((manual == null ? 0 : 1) + (voms == null ? 0 : 1) + (listed == null ? 0 : 1) + (token == null ? 0 : 1)
                != 1) {
            at.mistake("expected one of manual, voms, listed and token");
        }
        UserGroup group = null;
        if (manual != null) {
            group = new UserGroup.Manual(name, description);
            manual.end();
        } else if (voms != null) {
            group = voms(voms, name, description);
            voms.end();
        } else if (listed != null) {
            String list = listed.text("list");
            lists.check(listed, "list", list);
            group = new UserGroup.Listed(name, description, list);
            listed.end();
        } else if (token != null) {
            group = token(token, name, description);
            token.end();
        }
        return group;
    }

    private UserGroup voms(Cursor at, String name, @Nullable String description) {
        String group = at.text("group");
        String role = at.optionalText("role");
        if (!group.isEmpty()) {
            fqan(at, "group", group, role);
        }
        Match match = at.choice("match", Match.class, null);
        boolean subgroups = at.flag("subgroups", false);
        if (subgroups && match != Match.VOGROUP) {
            at.mistakeAt("subgroups", "counts only with match: vogroup");
        }
        String list = at.optionalText("list");
        if (list != null) {
            lists.check(at, "list", list);
        }
        boolean without = at.flag("acceptWithoutFqan", false);
        return new UserGroup.Voms(name, description, group, role, match, subgroups, list, without);
    }

    private static UserGroup token(Cursor at, String name, @Nullable String description) {
        String group = at.optionalText("group");
        if (group != null) {
            fqan(at, "group", group, null);
        }
        return new UserGroup.Token(
                name, description, at.text("issuer"), at.optionalText("subject"), group, at.optionalText("scope"));
    }

    private static void fqan(Cursor at, String field, String group, @Nullable String role) {
        try {
            var unused = new Fqan(group, role, null);
        } catch (MalformedIdentityException malformed) {
            at.mistakeAt(field, "expected a group of the form /vo/group, and a role of letters, digits and _.-");
        }
    }
}
