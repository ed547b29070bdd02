package org.gridauthz.voms.attribute;

import org.gridauthz.identity.Fqan;

/** One thing asked for. {@link #command} is how the XML protocol says it, which is also how refusals name it (voms.md §4.1). */
public sealed interface Wish {
    /** As in {@code G/vo/group}. */
    String command();

    /** Everything held, roles and optional groups too. */
    record All() implements Wish {
        @Override
        public String command() {
            return "A";
        }
    }

    /** A group; the groups she is in come with it. */
    record Group(String path) implements Wish {
        @Override
        public String command() {
            return "G" + path;
        }
    }

    /** A role in a group. */
    record RoleIn(String group, String role) implements Wish {
        @Override
        public String command() {
            return "B" + group + ":" + role;
        }
    }

    /** A role wherever it is held. */
    record RoleAnywhere(String role) implements Wish {
        @Override
        public String command() {
            return "R" + role;
        }
    }

    /** The wish for exactly this attribute. */
    static Wish of(Fqan fqan) {
        String role = fqan.role();
        return role == null ? new Group(fqan.group()) : new RoleIn(fqan.group(), role);
    }
}
