package org.gridauthz.voms.registration.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import org.gridauthz.voms.registration.store.Suspensions;
import org.gridauthz.voms.vo.Permission;
import org.gridauthz.voms.vo.Suspension;
import org.gridauthz.voms.vo.SuspensionCode;
import org.gridauthz.voms.vo.rest.Visit;
import org.gridauthz.voms.vo.rest.Visit.Changed;
import org.gridauthz.voms.vo.rest.VoDoor;
import org.gridauthz.web.ErrorCode;
import org.gridauthz.web.Refusal;
import org.gridauthz.web.rest.Given;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** People suspended and restored; they are told by mail. */
@RestController
@RequestMapping("/api/v1/vos/{vo}/people/{id}/suspension")
final class SuspensionCalls {
    private final VoDoor door;
    private final Suspensions suspensions;
    private final InstantSource clock;

    SuspensionCalls(VoDoor door, Suspensions suspensions, InstantSource clock) {
        this.door = door;
        this.suspensions = suspensions;
        this.clock = clock;
    }

    /** Why somebody is to be suspended; the reason is shown to her. */
    record Why(@Nullable SuspensionCode code, @Nullable String reason) {}

    @PostMapping(consumes = "application/json")
    Changed suspend(
            HttpServletRequest request, @PathVariable String vo, @PathVariable String id, @RequestBody Why body) {
        Visit visit = door.writer(request, vo);
        visit.with(visit.root(), Permission.SUSPEND);
        String reason = Given.text(Given.reason(body.reason()), "/reason");
        SuspensionCode code = body.code() == null ? SuspensionCode.OTHER : body.code();
        return Visit.done(suspensions.suspend(
                visit.deed("suspend-person", id, reason, body), id, new Suspension(code, reason, clock.instant())));
    }

    @DeleteMapping
    Changed restore(
            HttpServletRequest request,
            @PathVariable String vo,
            @PathVariable String id,
            @RequestParam @Nullable String reason) {
        Visit visit = door.writer(request, vo);
        visit.with(visit.root(), Permission.SUSPEND);
        if (visit.is(id)) {
            throw new Refusal(ErrorCode.RIGHT_MISSING, "nobody restores herself");
        }
        return Visit.done(suspensions.suspend(visit.deed("restore-person", id, Given.reason(reason), null), id, null));
    }
}
