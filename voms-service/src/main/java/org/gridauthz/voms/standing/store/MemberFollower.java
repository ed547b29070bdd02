package org.gridauthz.voms.standing.store;

import java.util.Set;
import org.gridauthz.changes.Change;
import org.gridauthz.changes.ChangeListener;
import org.gridauthz.changes.Epoch;
import org.gridauthz.changes.Kept;
import org.gridauthz.changes.ReloadReason;
import org.gridauthz.voms.standing.MemberMemory;
import org.gridauthz.voms.vo.store.VoLedger;

/** Tells the memory what changed. It reads nothing: no VO, however large, keeps a ban waiting behind its members. */
public final class MemberFollower implements ChangeListener {
    private final MemberMemory memory;
    private volatile Epoch heard = new Epoch("none", 0);

    public MemberFollower(MemberMemory memory) {
        this.memory = memory;
    }

    @Override
    public Set<String> kinds() {
        return Set.of(VoLedger.KIND);
    }

    @Override
    public void apply(Change change) {
        if (change.everything()) {
            memory.forget(heard.at(change.seq()));
        } else {
            memory.changed(change);
        }
    }

    @Override
    public Runnable reload(ReloadReason reason, Epoch head) {
        return () -> {
            heard = head;
            memory.forget(head);
        };
    }

    @Override
    public Kept kept() {
        return new KeptMembers(memory, at -> heard = at);
    }
}
