package org.gridauthz.voms.vo.store;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.gridauthz.identity.Fqan;
import org.gridauthz.voms.vo.Acl;
import org.gridauthz.voms.vo.Concern;
import org.gridauthz.voms.vo.Group;
import org.gridauthz.voms.vo.Names;
import org.gridauthz.voms.vo.Role;
import org.gridauthz.voms.vo.VoChange;
import org.gridauthz.voms.vo.VoChange.Why;
import org.jspecify.annotations.Nullable;

/** Groups and roles of a VO. */
public final class Groups {
    /** A group or role is dissolved in one small transaction; whoever is in is taken out before. */
    private static final int MOST_MEMBERS_DISSOLVED = 300;

    private final VoLedger ledger;

    public Groups(VoLedger ledger) {
        this.ledger = ledger;
    }

    /** Founds a subgroup; it begins with its parent's default ACL, or without one with its parent's ACL. */
    public VoChange found(Deed deed, Group group) {
        String vo = deed.vo();
        String path = Names.group(vo, group.path());
        String parent = Names.parent(path);
        return ledger.write(deed, path, Concern.TERMS, seq -> {
            requireGroup(vo, parent);
            if (group(vo, path).isPresent()) {
                throw new NotTaken(Why.EXISTS, "there is a group " + path);
            }
            ledger.jdbc()
                    .sql("INSERT INTO vo_group (vo, path, parent, description, optional, founded_at, seq)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?)")
                    .params(vo, path, parent, group.description(), group.optional(), ledger.now(), seq)
                    .update();
            AclRows acls = new AclRows(ledger.jdbc());
            Fqan above = Rows.fqan(parent, "");
            Fqan child = Rows.fqan(path, "");
            Acl defaults = acls.read(vo, above, true);
            acls.put(vo, child, false, Acl.ofChild(acls.read(vo, above, false), defaults), seq);
            acls.put(vo, child, true, defaults, seq);
        });
    }

    /** Changes description and optionality. */
    public VoChange change(Deed deed, Group group) {
        return ledger.write(deed, group.path(), Concern.TERMS, seq -> {
            requireGroup(deed.vo(), group.path());
            ledger.jdbc()
                    .sql("UPDATE vo_group SET description = ?, optional = ?, seq = ? WHERE vo = ? AND path = ?")
                    .params(group.description(), group.optional(), seq, deed.vo(), group.path())
                    .update();
        });
    }

    /** Dissolves a group without subgroups. */
    public VoChange dissolve(Deed deed, String path) {
        String vo = deed.vo();
        return ledger.write(deed, path, seq -> {
            requireGroup(vo, path);
            if (path.equals("/" + vo)) {
                throw new NotTaken(Why.CONFLICT, "the root group is the VO itself");
            }
            if (count("SELECT COUNT(*) FROM vo_group WHERE vo = ? AND parent = ?", vo, path) > 0) {
                throw new NotTaken(Why.CONFLICT, path + " has subgroups");
            }
            few(count("SELECT COUNT(*) FROM membership WHERE vo = ? AND path = ?", vo, path), path);
            update("DELETE FROM membership WHERE vo = ? AND path = ?", vo, path);
            update("DELETE FROM group_manager WHERE vo = ? AND path = ?", vo, path);
            update("DELETE FROM attribute_value WHERE vo = ? AND holder = ?", vo, path);
            update("DELETE FROM attribute_value WHERE vo = ? AND holder LIKE ?", vo, like(path) + "/Role=%");
            update("DELETE FROM acl_entry WHERE vo = ? AND kind = 'HOLDERS' AND subject = ?", vo, path);
            update(
                    "DELETE FROM acl_entry WHERE vo = ? AND kind = 'HOLDERS' AND subject LIKE ?",
                    vo,
                    like(path) + "/Role=%");
            new AclRows(ledger.jdbc()).removeAll(vo, path);
            update("DELETE FROM vo_group WHERE vo = ? AND path = ?", vo, path);
        });
    }

    /** Makes a role's name known in all groups. */
    public VoChange createRole(Deed deed, Role role) {
        String name = Names.role(role.name());
        return ledger.write(deed, name, Concern.NOBODY, seq -> {
            requireGroup(deed.vo(), "/" + deed.vo());
            if (role(deed.vo(), name).isPresent()) {
                throw new NotTaken(Why.EXISTS, "there is a role " + name);
            }
            ledger.jdbc()
                    .sql("INSERT INTO vo_role (vo, role, description, seq) VALUES (?, ?, ?, ?)")
                    .params(deed.vo(), name, role.description(), seq)
                    .update();
        });
    }

    /** Deletes a role that few hold. */
    public VoChange deleteRole(Deed deed, String role) {
        String vo = deed.vo();
        return ledger.write(deed, role, seq -> {
            requireRole(vo, role);
            few(count("SELECT COUNT(*) FROM membership WHERE vo = ? AND role = ?", vo, role), role);
            update("DELETE FROM membership WHERE vo = ? AND role = ?", vo, role);
            update("DELETE FROM acl_entry WHERE vo = ? AND role = ?", vo, role);
            update(
                    "DELETE FROM acl_entry WHERE vo = ? AND kind = 'HOLDERS' AND subject LIKE ?",
                    vo,
                    "%/Role=" + like(role));
            update("DELETE FROM attribute_value WHERE vo = ? AND holder LIKE ?", vo, "%/Role=" + like(role));
            update("DELETE FROM vo_role WHERE vo = ? AND role = ?", vo, role);
        });
    }

    /** One group. */
    public Optional<Group> group(String vo, String path) {
        return ledger.jdbc()
                .sql("SELECT path, description, optional FROM vo_group WHERE vo = ? AND path = ?")
                .params(vo, path)
                .query((row, number) -> new Group(row.getString(1), row.getString(2), row.getBoolean(3)))
                .optional();
    }

    /**
     * Groups by path.
     *
     * @param parent only its direct children; null: all
     */
    public List<Group> groups(String vo, @Nullable String parent, int offset, int limit) {
        return ledger.jdbc()
                .sql("SELECT path, description, optional FROM vo_group WHERE vo = ?"
                        + (parent == null ? "" : " AND parent = ?") + " ORDER BY path LIMIT ? OFFSET ?")
                .params(parent == null ? List.of(vo, limit, offset) : List.of(vo, parent, limit, offset))
                .query((row, number) -> new Group(row.getString(1), row.getString(2), row.getBoolean(3)))
                .list();
    }

    /** One role. */
    public Optional<Role> role(String vo, String role) {
        return ledger.jdbc()
                .sql("SELECT role, description FROM vo_role WHERE vo = ? AND role = ?")
                .params(vo, role)
                .query((row, number) -> new Role(row.getString(1), row.getString(2)))
                .optional();
    }

    /** Every role by name. */
    public List<Role> roles(String vo) {
        return ledger.jdbc()
                .sql("SELECT role, description FROM vo_role WHERE vo = ? ORDER BY role")
                .param(vo)
                .query((row, number) -> new Role(row.getString(1), row.getString(2)))
                .list();
    }

    /** Inside a write: the group, and the role if one is named, must be there. */
    public void require(String vo, Fqan fqan) {
        requireGroup(vo, fqan.group());
        if (fqan.role() != null) {
            requireRole(vo, fqan.role());
        }
    }

    private void requireGroup(String vo, String path) {
        if (group(vo, path).isEmpty()) {
            throw new NotTaken(Why.UNKNOWN, "there is no group " + path);
        }
    }

    private void requireRole(String vo, String role) {
        if (role(vo, role).isEmpty()) {
            throw new NotTaken(Why.UNKNOWN, "there is no role " + role);
        }
    }

    private static void few(long members, String what) {
        if (members > MOST_MEMBERS_DISSOLVED) {
            throw new NotTaken(
                    Why.CONFLICT,
                    members + " people hold " + what + "; take them out first (at most " + MOST_MEMBERS_DISSOLVED
                            + " go with it)");
        }
    }

    private long count(String sql, Object... parameters) {
        return ledger.jdbc()
                .sql(sql)
                .params(Arrays.asList(parameters))
                .query(Long.class)
                .single();
    }

    private void update(String sql, Object... parameters) {
        ledger.jdbc().sql(sql).params(Arrays.asList(parameters)).update();
    }

    /** An underscore of a name is no wildcard. */
    static String like(String text) {
        return text.replace("\\", "\\\\").replace("_", "\\_").replace("%", "\\%");
    }
}
