package org.gridauthz.gums.gumsadmin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gridauthz.gums.mapping.CompiledPolicy;
import org.gridauthz.gums.mapping.Mapper;
import org.gridauthz.gums.members.CopiedList;
import org.gridauthz.gums.members.ListStore;
import org.gridauthz.gums.members.MemberBook;
import org.gridauthz.gums.members.Refresh.Outcome;
import org.gridauthz.gums.members.RefreshRounds;
import org.gridauthz.web.ErrorCode;
import org.gridauthz.web.Refusal;

/** {@code updateGroups}: all member lists now. */
public final class ListRefresh {
    private final Mapper mapper;
    private final RefreshRounds rounds;
    private final ListStore store;
    private final MemberBook book;

    /** Of the lists that the policy in force names. */
    public ListRefresh(Mapper mapper, RefreshRounds rounds, ListStore store, MemberBook book) {
        this.mapper = mapper;
        this.rounds = rounds;
        this.store = store;
        this.book = book;
    }

    /**
     * Asks all sources; returns when all were asked.
     *
     * @throws Refusal naming the lists that did not come, or came suspiciously small
     */
    void run() {
        CompiledPolicy policy = mapper.current().policy();
        if (policy == null) {
            throw new Refusal(ErrorCode.NOT_READY, "no policy is in force here yet");
        }
        Map<String, Outcome> outcomes = rounds.now(CopiedList.of(policy.source()));
        book.times(store.all());
        List<String> failed = new ArrayList<>();
        outcomes.forEach((list, outcome) -> {
            if (outcome == Outcome.FAILED || outcome == Outcome.HELD_BACK) {
                failed.add(list + " (" + outcome + ")");
            }
        });
        if (!failed.isEmpty()) {
            throw new Refusal(ErrorCode.NOT_READY, "not updated: " + String.join(", ", failed));
        }
    }
}
