package org.gridauthz.gums.members.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.gridauthz.gums.members.CopiedList;
import org.gridauthz.gums.members.ListStore;
import org.gridauthz.gums.members.RosterEdit;
import org.gridauthz.gums.members.StoredList;
import org.gridauthz.memberlist.Listing;

/** A store that tells when a list was replaced. */
record Watched(ListStore store, CountDownLatch replaced) implements ListStore {
    @Override
    public Map<String, StoredList> all() {
        return store.all();
    }

    @Override
    public StoredList find(CopiedList list) {
        return store.find(list);
    }

    @Override
    public void unchanged(CopiedList list, Listing.Listed listing, Instant at) {
        store.unchanged(list, listing, at);
    }

    @Override
    public void failed(CopiedList list, Listing.NotListed why, Instant at) {
        store.failed(list, why, at);
    }

    @Override
    public void heldBack(CopiedList list, Listing.Listed listing, Instant at) {
        store.heldBack(list, listing, at);
    }

    @Override
    public boolean replace(CopiedList list, StoredList known, Listing.Listed listing, List<byte[]> chunks, Instant at) {
        boolean done = store.replace(list, known, listing, chunks, at);
        replaced.countDown();
        return done;
    }

    @Override
    public boolean edit(CopiedList list, StoredList known, RosterEdit edit, int size, String position, Instant at) {
        return store.edit(list, known, edit, size, position, at);
    }

    @Override
    public void heard(CopiedList list, StoredList known, String position, Instant at) {
        store.heard(list, known, position, at);
    }

    @Override
    public void prune(Instant now) {
        store.prune(now);
    }
}
