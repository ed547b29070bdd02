package org.gridauthz.voms.vo.store;

import org.gridauthz.identity.Fqan;
import org.gridauthz.voms.vo.Acl;
import org.gridauthz.voms.vo.AclEntry;
import org.gridauthz.voms.vo.AclSubject;
import org.gridauthz.voms.vo.Concern;
import org.gridauthz.voms.vo.VoChange;
import org.gridauthz.voms.vo.VoChange.Why;

/** ACLs of groups, and of roles in groups. */
public final class Acls {
    private final VoLedger ledger;
    private final Groups groups;
    private final AclRows rows;

    public Acls(VoLedger ledger, Groups groups) {
        this.ledger = ledger;
        this.groups = groups;
        this.rows = new AclRows(ledger.jdbc());
    }

    /**
     * The ACL of a group or of a role in it.
     *
     * @param defaults what new children begin with, instead of what counts there
     */
    public Acl read(String vo, Fqan container, boolean defaults) {
        return rows.read(vo, container, defaults);
    }

    /** Entries that count in a container: its group's, and for a role its own besides. */
    public Acl inForce(String vo, Fqan container) {
        Acl group = rows.read(vo, Rows.fqan(container.group(), ""), false);
        if (container.role() == null) {
            return group;
        }
        var both = new java.util.ArrayList<>(group.entries());
        both.addAll(rows.read(vo, container, false).entries());
        return new Acl(both);
    }

    /** Puts an entry in, in place of the subject's earlier one. */
    public VoChange put(Deed deed, Fqan container, boolean defaults, AclEntry entry) {
        return ledger.write(deed, container.toString(), Concern.NOBODY, seq -> {
            groups.require(deed.vo(), container);
            if (entry.subject() instanceof AclSubject.Holders holders) {
                groups.require(deed.vo(), holders.fqan());
            }
            rows.put(deed.vo(), container, defaults, entry, seq);
        });
    }

    /** Takes a subject's entry out. */
    public VoChange remove(Deed deed, Fqan container, boolean defaults, AclSubject subject) {
        return ledger.write(deed, container.toString(), Concern.NOBODY, seq -> {
            if (!rows.remove(deed.vo(), container, defaults, subject)) {
                throw new NotTaken(Why.UNKNOWN, "there is no such entry");
            }
        });
    }
}
