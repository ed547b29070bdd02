package org.gridauthz.ban.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gridauthz.audit.AdminAct;
import org.gridauthz.ban.Ban;
import org.gridauthz.ban.BanTarget;
import org.gridauthz.changes.store.NewChange;

/**
 * Makes the bans of one origin be those of a list. Other origins' bans are not touched. In chunks, each one transaction: a big one would hold up
 * everything behind it on the other members. New bans come first, so a reader in between sees too many rather than too few.
 */
public final class BanImport {
    /** Bans in one transaction; a ban whose time is over takes two rows. */
    static final int CHUNK = 200;

    private final BanBook book;

    /** @param book writes the bans */
    public BanImport(BanBook book) {
        this.book = book;
    }

    /** How many bans were new, are gone from the list, and stayed. */
    public record Result(int added, int lifted, int kept) {}

    /** @param origin not {@link Ban#OFFICER}: an officer's bans are lifted by officers */
    public Result replace(String origin, Collection<BanTarget> list, String reason, String ticket, AdminAct act) {
        if (origin.equals(Ban.OFFICER)) {
            throw new IllegalArgumentException("a list cannot replace what officers entered");
        }
        Map<String, BanTarget> wanted = new LinkedHashMap<>();
        list.forEach(target -> wanted.putIfAbsent(Ban.id(target, origin), target));
        List<Ban> gone = new ArrayList<>();
        int kept = 0;
        for (Ban ban : book.inForce(origin)) {
            if (wanted.remove(ban.id()) == null) {
                gone.add(ban);
            } else {
                kept++;
            }
        }
        List<BanTarget> added = List.copyOf(wanted.values());
        for (int at = 0; at < added.size(); at += CHUNK) {
            add(origin, added.subList(at, Math.min(at + CHUNK, added.size())), reason, ticket, act);
        }
        for (int at = 0; at < gone.size(); at += CHUNK) {
            lift(gone.subList(at, Math.min(at + CHUNK, gone.size())), act);
        }
        return new Result(added.size(), gone.size(), kept);
    }

    private void add(String origin, List<BanTarget> chunk, String reason, String ticket, AdminAct act) {
        List<String> ids = chunk.stream().map(target -> Ban.id(target, origin)).toList();
        book.log().write(NewChange.of(BanBook.KIND, ids), null, place -> {
            for (BanTarget target : chunk) {
                book.insert(new Ban(target, origin, 1, reason, ticket, null), act.who(), place);
            }
            book.audit().record(act, place);
        });
    }

    private void lift(List<Ban> chunk, AdminAct act) {
        List<String> ids = chunk.stream().map(Ban::id).toList();
        book.log().write(NewChange.of(BanBook.KIND, ids), null, place -> {
            for (Ban ban : chunk) {
                book.lift(ban.id(), ban.turn(), act.why(), act.who(), place);
            }
            book.audit().record(act, place);
        });
    }
}
