package org.gridauthz.voms.vo;

import java.util.List;
import org.gridauthz.identity.Fqan;

/**
 * What a caller may do in a group or with a role in it: what the ACL there says, everything for holders of the VO's admin
 * role, and the work of a manager in her group and below. A manager never decides who joins the VO: in the root group only
 * the ACL and the admin role count.
 */
public final class Rights {
    /** Sees everything. */
    public static final Permissions READING = Permissions.of(
            Permission.CONTAINER_READ,
            Permission.MEMBERSHIP_READ,
            Permission.ACL_READ,
            Permission.REQUESTS_READ,
            Permission.ATTRIBUTES_READ,
            Permission.PERSONAL_INFO_READ);

    private static final Permissions MANAGING = Permissions.of(
            Permission.CONTAINER_READ,
            Permission.MEMBERSHIP_READ,
            Permission.MEMBERSHIP_WRITE,
            Permission.REQUESTS_READ,
            Permission.REQUESTS_WRITE);

    private static final Permissions OWNING = MANAGING.plus(Permissions.of(Permission.CONTAINER_WRITE));

    private Rights() {}

    /**
     * The rights of a caller.
     *
     * @param inForce the entries of the container
     */
    public static Permissions of(Visitor visitor, List<Managed> manages, Fqan container, Acl inForce, Vo vo) {
        Fqan adminRole = new Fqan(vo.root(), vo.rules().adminRole(), null);
        if (visitor.held().contains(adminRole)) {
            return Permissions.ALL;
        }
        Permissions rights = inForce.of(visitor);
        String path = container.group();
        if (path.equals(vo.root())) {
            return rights;
        }
        for (Managed managed : manages) {
            if (Names.within(path, managed.path())) {
                rights = rights.plus(managed.rank() == Rank.OWNER ? OWNING : MANAGING);
            }
        }
        for (Fqan held : visitor.held()) {
            if (vo.rules().managerRole().equals(held.role())
                    && !held.group().equals(vo.root())
                    && Names.within(path, held.group())) {
                rights = rights.plus(MANAGING);
            }
        }
        return rights;
    }
}
