package org.gridauthz.voms.vomsadmin;

import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.voms.vo.IdentityName;
import org.gridauthz.voms.vo.PeopleFilter;
import org.gridauthz.voms.vo.Permission;
import org.gridauthz.voms.vo.Statistics;
import org.gridauthz.voms.vo.Suspension;
import org.gridauthz.voms.vo.SuspensionCode;
import org.gridauthz.voms.vo.rest.Visit;
import org.gridauthz.voms.vo.rest.VoDoor;
import org.gridauthz.voms.vo.store.Attributes;
import org.gridauthz.voms.vo.store.People;
import org.gridauthz.voms.vo.store.Register;
import org.gridauthz.web.ErrorCode;
import org.gridauthz.web.Refusal;
import org.gridauthz.web.rest.Given;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The part of VOMS-Admin's JSON interface that other software uses: reading people, suspending and restoring them (voms.md
 * §12.3). Names may end in {@code .action}; every call must carry {@code X-VOMS-CSRF-GUARD}, which no page can make a browser
 * send elsewhere. Rights are those of {@code /api/v1}.
 */
@RestController
@RequestMapping("/voms/{vo}/apiv2")
final class ApiV2Calls {
    private static final String GUARD = "X-VOMS-CSRF-GUARD";
    private static final int MOST = 1000;

    private final VoDoor door;
    private final Register register;
    private final People people;
    private final Attributes attributes;
    private final InstantSource clock;

    ApiV2Calls(VoDoor door, Register register, People people, Attributes attributes, InstantSource clock) {
        this.door = door;
        this.register = register;
        this.people = people;
        this.attributes = attributes;
        this.clock = clock;
    }

    /** Whom a write is about: her id, or one of her certificates; and why. */
    record About(
            @Nullable String userId,
            @Nullable String certificateSubject,
            @Nullable String caSubject,
            @Nullable String suspensionReason) {}

    @RequestMapping(
            path = {"/users", "/users.action"},
            method = {RequestMethod.GET, RequestMethod.POST})
    Map<String, Object> users(
            HttpServletRequest request,
            @RequestHeader(name = GUARD, required = false) @Nullable String guard,
            @PathVariable String vo,
            @RequestParam(defaultValue = "0") int startIndex,
            @RequestParam(defaultValue = "100") int pageSize) {
        return page(request, guard, vo, PeopleFilter.ALL, startIndex, pageSize);
    }

    @RequestMapping(
            path = {"/suspended-users", "/suspended-users.action"},
            method = {RequestMethod.GET, RequestMethod.POST})
    Map<String, Object> suspended(
            HttpServletRequest request,
            @RequestHeader(name = GUARD, required = false) @Nullable String guard,
            @PathVariable String vo,
            @RequestParam(defaultValue = "0") int startIndex,
            @RequestParam(defaultValue = "100") int pageSize) {
        return page(
                request, guard, vo, new PeopleFilter(null, null, null, null, true, null, null), startIndex, pageSize);
    }

    @RequestMapping(
            path = {"/expired-users", "/expired-users.action"},
            method = {RequestMethod.GET, RequestMethod.POST})
    Map<String, Object> expired(
            HttpServletRequest request,
            @RequestHeader(name = GUARD, required = false) @Nullable String guard,
            @PathVariable String vo,
            @RequestParam(defaultValue = "0") int startIndex,
            @RequestParam(defaultValue = "100") int pageSize) {
        return page(
                request, guard, vo, new PeopleFilter(null, null, null, null, null, true, null), startIndex, pageSize);
    }

    @RequestMapping(
            path = {"/user-info", "/user-info.action"},
            method = {RequestMethod.GET, RequestMethod.POST})
    Map<String, Object> user(
            HttpServletRequest request,
            @RequestHeader(name = GUARD, required = false) @Nullable String guard,
            @PathVariable String vo,
            @RequestParam @Nullable String userId,
            @RequestParam @Nullable String dn,
            @RequestParam @Nullable String ca) {
        guarded(guard);
        Visit visit = door.reader(request, vo);
        visit.with(visit.root(), Permission.MEMBERSHIP_READ);
        return view(visit, find(vo, userId, dn, ca));
    }

    @RequestMapping(
            path = {"/user-stats", "/user-stats.action"},
            method = {RequestMethod.GET, RequestMethod.POST})
    Map<String, Object> statistics(
            HttpServletRequest request,
            @RequestHeader(name = GUARD, required = false) @Nullable String guard,
            @PathVariable String vo) {
        guarded(guard);
        Visit visit = door.reader(request, vo);
        visit.with(visit.root(), Permission.MEMBERSHIP_READ);
        Statistics now = register.statistics(vo);
        return Map.of(
                "usersCount", now.people(), "suspendedUsersCount", now.suspended(), "expiredUsersCount", now.expired());
    }

    @PostMapping(
            path = {"/suspend-user", "/suspend-user.action"},
            consumes = "application/json")
    Map<String, Object> suspend(
            HttpServletRequest request,
            @RequestHeader(name = GUARD, required = false) @Nullable String guard,
            @PathVariable String vo,
            @RequestBody About about) {
        guarded(guard);
        Visit visit = door.writer(request, vo);
        visit.with(visit.root(), Permission.SUSPEND);
        String why = Given.text(Given.reason(about.suspensionReason()), "/suspensionReason");
        String id = find(vo, about.userId(), about.certificateSubject(), about.caSubject())
                .person()
                .id();
        Suspension suspension = new Suspension(SuspensionCode.OTHER, why, clock.instant());
        Visit.done(people.suspend(visit.deed("suspend-person", id, why, about), id, suspension));
        return Map.of();
    }

    @PostMapping(
            path = {"/restore-user", "/restore-user.action"},
            consumes = "application/json")
    Map<String, Object> restore(
            HttpServletRequest request,
            @RequestHeader(name = GUARD, required = false) @Nullable String guard,
            @PathVariable String vo,
            @RequestBody About about) {
        guarded(guard);
        Visit visit = door.writer(request, vo);
        visit.with(visit.root(), Permission.SUSPEND);
        String id = find(vo, about.userId(), about.certificateSubject(), about.caSubject())
                .person()
                .id();
        if (visit.is(id)) {
            throw new Refusal(ErrorCode.RIGHT_MISSING, "nobody restores herself");
        }
        Visit.done(people.suspend(visit.deed("restore-person", id, "by apiv2", about), id, null));
        return Map.of();
    }

    private Map<String, Object> page(
            HttpServletRequest request, @Nullable String guard, String vo, PeopleFilter filter, int from, int size) {
        guarded(guard);
        Visit visit = door.reader(request, vo);
        visit.with(visit.root(), Permission.MEMBERSHIP_READ);
        Register.Page page = register.search(
                vo,
                filter,
                Given.within(from, 0, Integer.MAX_VALUE, "startIndex"),
                Given.within(size, 1, MOST, "pageSize"));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("count", page.count());
        answer.put("pageSize", size);
        answer.put("startIndex", from);
        answer.put(
                "result", page.entries().stream().map(one -> view(visit, one)).toList());
        return answer;
    }

    private Map<String, Object> view(Visit visit, Register.Entry one) {
        return UserView.of(
                one,
                visit.may(visit.root(), Permission.PERSONAL_INFO_READ),
                visit.may(visit.root(), Permission.ATTRIBUTES_READ)
                        ? attributes.of(visit.vo().name(), one.person().id())
                        : List.of(),
                clock.instant());
    }

    private Register.Entry find(String vo, @Nullable String id, @Nullable String dn, @Nullable String ca) {
        Register.Entry found = null;
        if (id != null) {
            found = register.entry(vo, id);
        } else {
            SlashDn subject = Given.parsed(dn, SlashDn::new, "/certificateSubject");
            SlashDn issuer = ca == null ? null : Given.parsed(ca, SlashDn::new, "/caSubject");
            IdentityName name = IdentityName.certificate(subject, null);
            PeopleFilter filter = new PeopleFilter(null, null, name, null, null, null, null);
            for (Register.Entry entry : register.search(vo, filter, 0, 2).entries()) {
                boolean hers = entry.identities().stream()
                        .anyMatch(each -> java.util.Arrays.equals(each.name().key(), name.key())
                                && (issuer == null || each.name().takesIssuer(issuer)));
                found = found == null && hers ? entry : found;
            }
        }
        if (found == null) {
            throw new Refusal(ErrorCode.NOT_FOUND, "there is no such user");
        }
        return found;
    }

    private static void guarded(@Nullable String guard) {
        if (guard == null) {
            throw new Refusal(ErrorCode.RIGHT_MISSING, "a call of the old services must carry the header " + GUARD);
        }
    }
}
