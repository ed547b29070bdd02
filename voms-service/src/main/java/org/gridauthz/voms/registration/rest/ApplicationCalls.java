package org.gridauthz.voms.registration.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.gridauthz.voms.registration.Application;
import org.gridauthz.voms.registration.ApplicationKind;
import org.gridauthz.voms.registration.ApplicationState;
import org.gridauthz.voms.registration.Codes;
import org.gridauthz.voms.registration.Happening;
import org.gridauthz.voms.registration.store.Applications;
import org.gridauthz.voms.vo.IdentityName;
import org.gridauthz.voms.vo.rest.Inputs;
import org.gridauthz.voms.vo.rest.Visit;
import org.gridauthz.voms.vo.rest.Visit.Changed;
import org.gridauthz.voms.vo.rest.VoDoor;
import org.gridauthz.web.ErrorCode;
import org.gridauthz.web.Refusal;
import org.gridauthz.web.rest.Given;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Applications: made with any accepted certificate, decided by representatives and managers. */
@RestController
@RequestMapping("/api/v1/vos/{vo}/applications")
final class ApplicationCalls {
    private final VoDoor door;
    private final Applications applications;
    private final Deciders deciders;

    ApplicationCalls(VoDoor door, Applications applications, Deciders deciders) {
        this.door = door;
        this.applications = applications;
        this.deciders = deciders;
    }

    /** The code that was mailed. */
    record Confirmation(@Nullable String code) {}

    /** @param explanation told to the applicant; needed to refuse */
    record Decision(@Nullable Boolean approve, @Nullable String explanation) {}

    @PostMapping(consumes = "application/json")
    @ResponseStatus(HttpStatus.CREATED)
    Changed apply(HttpServletRequest request, @PathVariable String vo, @RequestBody NewApplicationBody body) {
        Visit visit = door.writer(request, vo);
        if (visit.known().visitor().dn() == null) {
            throw new Refusal(ErrorCode.CALLER_REFUSED, "the name of this certificate can be read in several ways");
        }
        IdentityName applicant = IdentityName.certificate(visit.call().who(), visit.issuer());
        Applications.NewApplication asked =
                body.read(vo, applicant, visit.known().person());
        return Visit.done(applications.submit(visit.deed("apply", asked.kind().name(), "applied", body), asked));
    }

    @GetMapping("/mine")
    List<ApplicationView> mine(HttpServletRequest request, @PathVariable String vo) {
        Visit visit = door.reader(request, vo);
        return applications.of(vo, IdentityName.certificate(visit.call().who(), visit.issuer())).stream()
                .filter(one -> deciders.mine(visit, one))
                .map(ApplicationView::of)
                .toList();
    }

    /** A page of all; of it, those that the caller may see. */
    @GetMapping
    List<ApplicationView> list(
            HttpServletRequest request,
            @PathVariable String vo,
            @RequestParam @Nullable ApplicationState state,
            @RequestParam @Nullable ApplicationKind kind,
            @RequestParam(defaultValue = "0") int offset,
            @RequestParam(defaultValue = "100") int limit) {
        Visit visit = door.reader(request, vo);
        return applications
                .list(
                        vo,
                        state,
                        kind,
                        Given.within(offset, 0, Integer.MAX_VALUE, "offset"),
                        Given.within(limit, 1, Inputs.PAGE, "limit"))
                .stream()
                .filter(one -> deciders.sees(visit, one))
                .map(ApplicationView::of)
                .toList();
    }

    @GetMapping("/{id}")
    ApplicationView get(HttpServletRequest request, @PathVariable String vo, @PathVariable String id) {
        return ApplicationView.of(find(door.reader(request, vo), id));
    }

    @PostMapping(path = "/{id}/confirmation", consumes = "application/json")
    Changed confirm(
            HttpServletRequest request,
            @PathVariable String vo,
            @PathVariable String id,
            @RequestBody Confirmation body) {
        Visit visit = door.writer(request, vo);
        own(visit, find(visit, id));
        String code = Given.text(body.code(), "/code");
        return Visit.done(applications.happens(
                visit.deed("confirm-application", id, "address confirmed", body),
                id,
                new Happening.Confirmed(Codes.hash(code))));
    }

    @PostMapping(path = "/{id}/decision", consumes = "application/json")
    Changed decide(
            HttpServletRequest request, @PathVariable String vo, @PathVariable String id, @RequestBody Decision body) {
        Visit visit = door.writer(request, vo);
        boolean approves = Given.value(body.approve(), "/approve");
        String explanation = approves && body.explanation() == null
                ? ""
                : Given.text(Given.reason(body.explanation()), "/explanation");
        Happening decision = deciders.decision(visit, find(visit, id), approves, explanation);
        return Visit.done(applications.happens(
                visit.deed(approves ? "approve-application" : "reject-application", id, explanation, body),
                id,
                decision));
    }

    @DeleteMapping("/{id}")
    Changed withdraw(HttpServletRequest request, @PathVariable String vo, @PathVariable String id) {
        Visit visit = door.writer(request, vo);
        own(visit, find(visit, id));
        return Visit.done(applications.happens(
                visit.deed("withdraw-application", id, "withdrawn", null), id, new Happening.Withdrawn()));
    }

    /** An application that the caller may know of; any other is not there. */
    private Application find(Visit visit, String id) {
        return applications
                .find(visit.vo().name(), id)
                .filter(one -> deciders.sees(visit, one))
                .orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND, "there is no such application"));
    }

    private void own(Visit visit, Application application) {
        if (!deciders.mine(visit, application)) {
            throw new Refusal(ErrorCode.RIGHT_MISSING, "only the applicant does this");
        }
    }
}
