package org.gridauthz.voms.vo.rest;

import jakarta.servlet.http.HttpServletRequest;
import org.gridauthz.identity.Fqan;
import org.gridauthz.voms.vo.Managed;
import org.gridauthz.voms.vo.Names;
import org.gridauthz.voms.vo.Permission;
import org.gridauthz.voms.vo.Rank;
import org.gridauthz.voms.vo.rest.Visit.Changed;
import org.gridauthz.voms.vo.store.Belonging;
import org.gridauthz.web.ErrorCode;
import org.gridauthz.web.Refusal;
import org.gridauthz.web.rest.Given;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who is in which group, holds which role, and manages which group. */
@RestController
@RequestMapping("/api/v1/vos/{vo}/people/{id}")
final class BelongingCalls {
    private final VoDoor door;
    private final Belonging belonging;

    BelongingCalls(VoDoor door, Belonging belonging) {
        this.door = door;
        this.belonging = belonging;
    }

    /**
     * A group, or a role in it.
     *
     * @param ends when it is over; without it, with the membership of the VO
     */
    record Put(
            @Nullable String group,
            @Nullable String role,
            @Nullable String ends,
            @Nullable String reason) {}

    /** @param rank MANAGER or OWNER */
    record Appointment(
            @Nullable String group,
            @Nullable Rank rank,
            @Nullable String reason) {}

    @PostMapping(path = "/memberships", consumes = "application/json")
    Changed put(HttpServletRequest request, @PathVariable String vo, @PathVariable String id, @RequestBody Put body) {
        Fqan fqan = Inputs.fqan(vo, body.group(), body.role(), "/group");
        Visit visit = holding(request, vo, fqan);
        return Visit.done(belonging.put(
                visit.deed("add-membership", id + " " + fqan, Given.reason(body.reason()), body),
                id,
                fqan,
                Inputs.time(body.ends(), "/ends")));
    }

    @DeleteMapping("/memberships")
    Changed remove(
            HttpServletRequest request,
            @PathVariable String vo,
            @PathVariable String id,
            @RequestParam @Nullable String group,
            @RequestParam @Nullable String role,
            @RequestParam @Nullable String reason) {
        Fqan fqan = Inputs.fqan(vo, group, role, "/group");
        Visit visit = holding(request, vo, fqan);
        return Visit.done(belonging.remove(
                visit.deed("remove-membership", id + " " + fqan, Given.reason(reason), null), id, fqan));
    }

    @PutMapping(path = "/management", consumes = "application/json")
    Changed appoint(
            HttpServletRequest request,
            @PathVariable String vo,
            @PathVariable String id,
            @RequestBody Appointment body) {
        Fqan group = Inputs.fqan(vo, body.group(), null, "/group");
        Visit visit = appointing(request, vo, group.group());
        return Visit.done(belonging.rank(
                visit.deed("appoint-manager", id + " " + group, Given.reason(body.reason()), body),
                id,
                group.group(),
                Given.value(body.rank(), "/rank")));
    }

    @DeleteMapping("/management")
    Changed dismiss(
            HttpServletRequest request,
            @PathVariable String vo,
            @PathVariable String id,
            @RequestParam @Nullable String group,
            @RequestParam @Nullable String reason) {
        Fqan path = Inputs.fqan(vo, group, null, "/group");
        Visit visit = appointing(request, vo, path.group());
        return Visit.done(belonging.rank(
                visit.deed("dismiss-manager", id + " " + path, Given.reason(reason), null), id, path.group(), null));
    }

    /** The admin role gives everything, so only who has everything gives it; likewise managing. */
    private Visit holding(HttpServletRequest request, String vo, Fqan fqan) {
        Visit visit = door.writer(request, vo);
        visit.with(fqan, Permission.MEMBERSHIP_WRITE);
        if (visit.vo().rules().adminRole().equals(fqan.role())) {
            visit.administrating();
        }
        if (visit.vo().rules().managerRole().equals(fqan.role()) && !owns(visit, fqan.group())) {
            visit.with(new Fqan(fqan.group(), null, null), Permission.ACL_WRITE);
        }
        return visit;
    }

    private Visit appointing(HttpServletRequest request, String vo, String path) {
        Visit visit = door.writer(request, vo);
        if (!owns(visit, path) && !visit.may(new Fqan(path, null, null), Permission.ACL_WRITE)) {
            throw new Refusal(ErrorCode.RIGHT_MISSING, "managers are appointed by owners and with ACL_WRITE");
        }
        return visit;
    }

    private static boolean owns(Visit visit, String path) {
        return visit.known().manages().stream()
                .filter(one -> one.rank() == Rank.OWNER)
                .map(Managed::path)
                .anyMatch(top -> Names.within(path, top));
    }
}
