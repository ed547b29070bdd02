package org.gridauthz.voms.vo.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.gridauthz.voms.vo.Institution;
import org.gridauthz.voms.vo.rest.Visit.Changed;
import org.gridauthz.voms.vo.store.Institutions;
import org.gridauthz.web.rest.Given;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Institutions and their representatives, kept by the VO's administrators; the list is for every applicant to see. */
@RestController
@RequestMapping("/api/v1/vos/{vo}/institutions")
final class InstitutionCalls {
    private static final int MAX_NAME = 255;

    private final VoDoor door;
    private final Institutions institutions;

    InstitutionCalls(VoDoor door, Institutions institutions) {
        this.door = door;
        this.institutions = institutions;
    }

    /** An institution to be entered. */
    record Named(@Nullable String name, @Nullable String reason) {}

    /** Why. */
    record Reason(@Nullable String reason) {}

    @GetMapping
    List<Institution> list(HttpServletRequest request, @PathVariable String vo) {
        door.reader(request, vo);
        return institutions.all(vo);
    }

    @PostMapping(consumes = "application/json")
    @ResponseStatus(HttpStatus.CREATED)
    Changed create(HttpServletRequest request, @PathVariable String vo, @RequestBody Named body) {
        Visit visit = door.writer(request, vo).administrating();
        String name = Given.text(body.name(), "/name");
        Given.within(name.length(), 1, MAX_NAME, "length of the name");
        return Visit.done(
                institutions.create(visit.deed("create-institution", name, Given.reason(body.reason()), body), name));
    }

    @DeleteMapping("/{institution}")
    Changed delete(
            HttpServletRequest request,
            @PathVariable String vo,
            @PathVariable String institution,
            @RequestParam @Nullable String reason) {
        Visit visit = door.writer(request, vo).administrating();
        return Visit.done(institutions.delete(
                visit.deed("delete-institution", institution, Given.reason(reason), null), institution));
    }

    @PutMapping(path = "/{institution}/representatives/{person}", consumes = "application/json")
    Changed appoint(
            HttpServletRequest request,
            @PathVariable String vo,
            @PathVariable String institution,
            @PathVariable String person,
            @RequestBody Reason body) {
        Visit visit = door.writer(request, vo).administrating();
        return Visit.done(institutions.represent(
                visit.deed("appoint-representative", institution + " " + person, Given.reason(body.reason()), null),
                institution,
                person,
                true));
    }

    @DeleteMapping("/{institution}/representatives/{person}")
    Changed dismiss(
            HttpServletRequest request,
            @PathVariable String vo,
            @PathVariable String institution,
            @PathVariable String person,
            @RequestParam @Nullable String reason) {
        Visit visit = door.writer(request, vo).administrating();
        return Visit.done(institutions.represent(
                visit.deed("dismiss-representative", institution + " " + person, Given.reason(reason), null),
                institution,
                person,
                false));
    }
}
