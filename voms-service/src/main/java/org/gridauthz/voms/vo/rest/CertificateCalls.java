package org.gridauthz.voms.vo.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import org.gridauthz.identity.Fqan;
import org.gridauthz.voms.vo.Permission;
import org.gridauthz.voms.vo.Permissions;
import org.gridauthz.voms.vo.Suspension;
import org.gridauthz.voms.vo.SuspensionCode;
import org.gridauthz.voms.vo.rest.Visit.Changed;
import org.gridauthz.voms.vo.store.Callers;
import org.gridauthz.voms.vo.store.Identities;
import org.gridauthz.voms.vo.store.People;
import org.gridauthz.web.rest.Given;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What a person shows, her certificates' suspension, and how long she is a member. */
@RestController
@RequestMapping("/api/v1/vos/{vo}/people/{id}")
final class CertificateCalls {
    private final VoDoor door;
    private final Identities identities;
    private final People people;
    private final Callers callers;
    private final InstantSource clock;

    CertificateCalls(VoDoor door, Identities identities, People people, Callers callers, InstantSource clock) {
        this.door = door;
        this.identities = identities;
        this.people = people;
        this.callers = callers;
        this.clock = clock;
    }

    /** A certificate to be added; see {@link PeopleCalls.Shown}. */
    record Added(
            @Nullable String kind,
            @Nullable String name,
            @Nullable String issuer,
            @Nullable String reason) {}

    /** Why somebody is to be suspended; the reason is shown to her. */
    record Stop(@Nullable SuspensionCode code, @Nullable String reason) {}

    /** @param ends a time; null: without end */
    record End(@Nullable String ends, @Nullable String reason) {}

    @PostMapping(path = "/certificates", consumes = "application/json")
    @ResponseStatus(HttpStatus.CREATED)
    Changed add(HttpServletRequest request, @PathVariable String vo, @PathVariable String id, @RequestBody Added body) {
        Visit visit = door.writer(request, vo);
        visit.with(visit.root(), Permission.MEMBERSHIP_WRITE);
        // Whoever shows an administrator's certificate is one.
        if (callers.held(id)
                .contains(new Fqan(visit.vo().root(), visit.vo().rules().adminRole(), null))) {
            visit.with(visit.root(), Permissions.ALL);
        }
        return Visit.done(identities.add(
                visit.deed("add-certificate", id, Given.reason(body.reason()), body),
                id,
                Inputs.identity(body.kind(), body.name(), body.issuer(), "")));
    }

    @DeleteMapping("/certificates/{certificate}")
    Changed remove(
            HttpServletRequest request,
            @PathVariable String vo,
            @PathVariable String id,
            @PathVariable String certificate,
            @RequestParam @Nullable String reason) {
        Visit visit = door.writer(request, vo);
        visit.with(visit.root(), Permission.MEMBERSHIP_WRITE);
        return Visit.done(identities.remove(
                visit.deed("remove-certificate", id + " " + certificate, Given.reason(reason), null), id, certificate));
    }

    @PostMapping(path = "/certificates/{certificate}/suspension", consumes = "application/json")
    Changed suspend(
            HttpServletRequest request,
            @PathVariable String vo,
            @PathVariable String id,
            @PathVariable String certificate,
            @RequestBody Stop body) {
        Visit visit = suspending(request, vo);
        return Visit.done(identities.suspend(
                visit.deed("suspend-certificate", id + " " + certificate, Given.reason(body.reason()), body),
                id,
                certificate,
                suspension(body)));
    }

    @DeleteMapping("/certificates/{certificate}/suspension")
    Changed restore(
            HttpServletRequest request,
            @PathVariable String vo,
            @PathVariable String id,
            @PathVariable String certificate,
            @RequestParam @Nullable String reason) {
        Visit visit = suspending(request, vo);
        return Visit.done(identities.suspend(
                visit.deed("restore-certificate", id + " " + certificate, Given.reason(reason), null),
                id,
                certificate,
                null));
    }

    @PutMapping(path = "/end", consumes = "application/json")
    Changed end(HttpServletRequest request, @PathVariable String vo, @PathVariable String id, @RequestBody End body) {
        Visit visit = door.writer(request, vo);
        visit.with(visit.root(), Permission.MEMBERSHIP_WRITE);
        return Visit.done(people.end(
                visit.deed("end-membership", id, Given.reason(body.reason()), body),
                id,
                Inputs.time(body.ends(), "/ends")));
    }

    private Visit suspending(HttpServletRequest request, String vo) {
        Visit visit = door.writer(request, vo);
        return visit.with(visit.root(), Permission.SUSPEND);
    }

    private Suspension suspension(Stop body) {
        String reason = Given.text(Given.reason(body.reason()), "/reason");
        return new Suspension(body.code() == null ? SuspensionCode.OTHER : body.code(), reason, clock.instant());
    }
}
