package org.gridauthz.gums.members.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.gridauthz.audit.store.AdminAudit;
import org.gridauthz.changes.Epoch;
import org.gridauthz.changes.Follower;
import org.gridauthz.changes.store.ChangeLog;
import org.gridauthz.changes.store.ChangeWork;
import org.gridauthz.changes.store.Request;
import org.gridauthz.gums.mapping.Account;
import org.gridauthz.gums.mapping.ManualMember;
import org.gridauthz.gums.members.ManualChange;
import org.gridauthz.gums.members.store.ManualGroups;
import org.gridauthz.gums.members.store.ManualGroups.NewEntry;
import org.gridauthz.gums.members.store.ManualMaps;
import org.gridauthz.identity.Fqan;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.web.Access.Verb;
import org.gridauthz.web.ErrorCode;
import org.gridauthz.web.Refusal;
import org.gridauthz.web.rest.AdminCall;
import org.gridauthz.web.rest.Admins;
import org.gridauthz.web.rest.Given;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Members of manual groups and entries of manual account maps, by literal names. Every change needs MEMBERS and a reason,
 * and answers with the epoch under which it is in force.
 */
@RestController
@RequestMapping("/api/v1")
final class ManualCalls {
    /** With any attribute or none. */
    private static final String ANY = "any";
    /** Without attributes. */
    private static final String NONE = "none";

    private static final int PAGE = 1000;

    private final Admins admins;
    private final ManualGroups groups;
    private final ManualMaps maps;
    private final AdminAudit audit;
    private final Follower follower;
    private final ChangeLog changes;

    ManualCalls(
            Admins admins,
            ManualGroups groups,
            ManualMaps maps,
            DataSource database,
            InstantSource clock,
            Follower follower,
            ChangeLog changes) {
        this.admins = admins;
        this.groups = groups;
        this.maps = maps;
        this.audit = new AdminAudit(database, clock);
        this.follower = follower;
        this.changes = changes;
    }

    /**
     * A member to be entered.
     *
     * @param fqan an FQAN, {@code any} (the default) or {@code none}
     */
    record NewMember(
            @Nullable String dn,
            @Nullable String fqan,
            @Nullable String email,
            @Nullable String reason) {}

    /** An account to be entered. */
    record NewAccount(
            @Nullable String dn,
            @Nullable String account,
            @Nullable String reason) {}

    /**
     * What was done.
     *
     * @param repeated whether an earlier call with the same Idempotency-Key had done it already
     */
    record Changed(int entries, @Nullable String epoch, boolean repeated) {}

    @GetMapping("/groups/{group}/members")
    List<ManualGroups.Listed> members(
            HttpServletRequest request, @PathVariable String group, @RequestParam(defaultValue = "0") int offset) {
        admins.reader(request);
        return groups.list(group, Given.within(offset, 0, Integer.MAX_VALUE, "offset"), PAGE);
    }

    @PostMapping(path = "/groups/{group}/members", consumes = "application/json")
    Changed enter(HttpServletRequest request, @PathVariable String group, @RequestBody NewMember body) {
        NewEntry entry = Given.parsed(
                body.email() == null ? "" : body.email(),
                email -> new NewEntry(member(body.dn(), body.fqan()), email.isEmpty() ? null : email),
                "/email");
        Act act = act(request, "enter-member", group, body.dn(), body.reason(), body.toString());
        return once(act, () -> groups.enter(group, List.of(entry), act.row()));
    }

    @DeleteMapping("/groups/{group}/members")
    Changed remove(
            HttpServletRequest request,
            @PathVariable String group,
            @RequestParam @Nullable String dn,
            @RequestParam @Nullable String fqan,
            @RequestParam @Nullable String reason) {
        ManualMember member = member(dn, fqan);
        Act act = act(request, "remove-member", group, dn, reason, String.valueOf(fqan));
        return once(act, () -> groups.remove(group, List.of(member), act.row()));
    }

    @GetMapping("/accountmaps/{map}/entries")
    List<ManualMaps.Listed> accounts(
            HttpServletRequest request, @PathVariable String map, @RequestParam(defaultValue = "0") int offset) {
        admins.reader(request);
        return maps.list(map, Given.within(offset, 0, Integer.MAX_VALUE, "offset"), PAGE);
    }

    @PostMapping(path = "/accountmaps/{map}/entries", consumes = "application/json")
    Changed enter(HttpServletRequest request, @PathVariable String map, @RequestBody NewAccount body) {
        SlashDn dn = Given.parsed(body.dn(), SlashDn::new, "/dn");
        String account =
                Given.parsed(body.account(), name -> Account.named(name).name(), "/account");
        Act act = act(request, "enter-account", map, body.dn(), body.reason(), account);
        return once(act, () -> maps.enter(map, Map.of(dn, account), act.row()));
    }

    @DeleteMapping("/accountmaps/{map}/entries")
    Changed removeAccount(
            HttpServletRequest request,
            @PathVariable String map,
            @RequestParam @Nullable String dn,
            @RequestParam @Nullable String reason) {
        SlashDn name = Given.parsed(dn, SlashDn::new, "/dn");
        Act act = act(request, "remove-account", map, dn, reason, "");
        return once(act, () -> maps.remove(map, List.of(name), act.row()));
    }

    private static ManualMember member(@Nullable String dn, @Nullable String fqan) {
        ManualMember.Name name = new ManualMember.Literal(Given.parsed(dn, SlashDn::new, "/dn"));
        String attribute = fqan == null ? ANY : fqan;
        return new ManualMember(
                name,
                switch (attribute) {
                    case ANY -> new ManualMember.AnyFqan();
                    case NONE -> new ManualMember.NoFqan();
                    default -> new ManualMember.LiteralFqan(Given.parsed(attribute, Fqan::parse, "/fqan"));
                });
    }

    /** What is about to be done, checked. */
    private record Act(ChangeWork row, @Nullable Request request) {}

    /** @param rest what else tells it from another call under the same key */
    private Act act(
            HttpServletRequest request,
            String verb,
            String where,
            @Nullable String dn,
            @Nullable String reason,
            String rest) {
        AdminCall call = admins.writer(request, Verb.MEMBERS);
        String why = Given.reason(reason);
        String target = Given.text(where, "/name") + " " + dn;
        return new Act(
                place -> audit.record(call.act(verb, target, why), place),
                call.request(String.join("\n", verb, target, rest, why)));
    }

    /** Once for an {@code Idempotency-Key}: it is one write, so a repeat finds all of it done. */
    private Changed once(Act act, Supplier<ManualChange> change) {
        Request request = act.request();
        Epoch earlier = request == null ? null : changes.earlier(request);
        if (earlier != null) {
            return new Changed(1, earlier.toString(), true);
        }
        ManualChange made = changes.within(request, change);
        follower.poke();
        if (made instanceof ManualChange.Done done) {
            return new Changed(
                    done.rows(), done.epoch() == null ? null : done.epoch().toString(), false);
        }
        throw new Refusal(ErrorCode.CONFLICT, "the group has as many patterns as it may have");
    }
}
