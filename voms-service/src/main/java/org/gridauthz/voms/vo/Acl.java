package org.gridauthz.voms.vo;

import java.util.List;
import org.gridauthz.identity.Fqan;

/** Who may do what in one group. Rights are the union of all entries that apply ({@code operations/CurrentAdmin.java}). */
public record Acl(List<AclEntry> entries) {
    public Acl {
        entries = List.copyOf(entries);
    }

    /** What a new VO begins with: its founder and the admin role may do all, members see the VO. */
    public static Acl founding(String vo, String adminRole, AclSubject founder) {
        String root = "/" + vo;
        return new Acl(List.of(
                new AclEntry(founder, Permissions.ALL),
                new AclEntry(new AclSubject.Holders(new Fqan(root, adminRole, null)), Permissions.ALL),
                new AclEntry(
                        new AclSubject.Holders(new Fqan(root, null, null)),
                        Permissions.of(Permission.CONTAINER_READ, Permission.MEMBERSHIP_READ))));
    }

    /** The rights of a caller. */
    public Permissions of(Visitor visitor) {
        Permissions all = Permissions.NONE;
        for (AclEntry entry : entries) {
            if (entry.subject().covers(visitor)) {
                all = all.plus(entry.permissions());
            }
        }
        return all;
    }

    /** What a new child begins with: the parent's defaults, or without any the parent's own ACL. */
    public static Acl ofChild(Acl parent, Acl parentDefaults) {
        return parentDefaults.entries.isEmpty() ? parent : parentDefaults;
    }
}
