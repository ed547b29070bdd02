package org.gridauthz.gums.members.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.gridauthz.audit.store.AdminAudit;
import org.gridauthz.gums.mapping.CompiledPolicy;
import org.gridauthz.gums.mapping.Mapper;
import org.gridauthz.gums.members.CopiedList;
import org.gridauthz.gums.members.ListStatus;
import org.gridauthz.gums.members.MemberBook;
import org.gridauthz.gums.members.Refresh.Outcome;
import org.gridauthz.gums.members.RefreshRounds;
import org.gridauthz.gums.members.store.JdbcListStore;
import org.gridauthz.web.Access.Verb;
import org.gridauthz.web.ErrorCode;
import org.gridauthz.web.Refusal;
import org.gridauthz.web.rest.AdminCall;
import org.gridauthz.web.rest.Admins;
import org.gridauthz.web.rest.Given;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The lists copied from VO servers and directories: how they stand, refreshed at once, a shrunken one accepted. */
@RestController
@RequestMapping("/api/v1/memberlists")
final class ListCalls {
    private final Admins admins;
    private final Mapper mapper;
    private final MemberBook book;
    private final RefreshRounds rounds;
    private final JdbcListStore store;
    private final InstantSource clock;
    private final AdminAudit audit;

    ListCalls(
            Admins admins,
            Mapper mapper,
            MemberBook book,
            RefreshRounds rounds,
            JdbcListStore store,
            DataSource database,
            InstantSource clock) {
        this.audit = new AdminAudit(database, clock);
        this.admins = admins;
        this.mapper = mapper;
        this.book = book;
        this.rounds = rounds;
        this.store = store;
        this.clock = clock;
    }

    @GetMapping
    List<ListStatus> lists(HttpServletRequest request) {
        admins.reader(request);
        return book.status(policy().source(), clock.instant());
    }

    /** Asks the sources now, for a VO's administrator those of that VO; answers when all were asked. */
    @PostMapping("/refresh")
    Map<String, Outcome> refresh(HttpServletRequest request) {
        AdminCall call = admins.writerSomewhere(request, Verb.MEMBERS);
        List<CopiedList> theirs = CopiedList.of(policy().source()).stream()
                .filter(list -> may(call, list))
                .toList();
        Map<String, Outcome> outcomes = rounds.now(theirs);
        book.times(store.all());
        return outcomes;
    }

    private static boolean may(AdminCall call, CopiedList list) {
        String vo = list.vo();
        return vo == null ? call.may(Verb.MEMBERS) : call.rights().may(Verb.MEMBERS, vo);
    }

    /**
     * Takes a list that was held back because it shrank, if it still has the size the administrator saw.
     *
     * @param size as the status showed it
     */
    @PostMapping("/{name}/accept")
    Map<String, Outcome> accept(
            HttpServletRequest request,
            @PathVariable String name,
            @RequestParam int size,
            @RequestParam @Nullable String reason) {
        String why = Given.reason(reason);
        AdminCall call = admins.writerSomewhere(request, Verb.MEMBERS);
        CopiedList list = CopiedList.of(policy().source()).stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND, "the policy names no such list"));
        call.with(Verb.MEMBERS, list.vo());
        if (!store.confirm(list, size, place -> audit.record(call.act("accept-list", name + " " + size, why), place))) {
            throw new Refusal(ErrorCode.CONFLICT, "no list of that size is held back");
        }
        return rounds.now(List.of(list));
    }

    private CompiledPolicy policy() {
        CompiledPolicy policy = mapper.current().policy();
        if (policy == null) {
            throw new Refusal(ErrorCode.NOT_READY, "no policy is in force here yet");
        }
        return policy;
    }
}
