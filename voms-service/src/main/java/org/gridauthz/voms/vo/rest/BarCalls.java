package org.gridauthz.voms.vo.rest;

import jakarta.servlet.http.HttpServletRequest;
import org.gridauthz.voms.vo.rest.Visit.Changed;
import org.gridauthz.voms.vo.store.Identities;
import org.gridauthz.web.rest.Given;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Names that may not come back: of people who were erased while suspended for cause. Only their hashes are kept. */
@RestController
@RequestMapping("/api/v1/vos/{vo}/bars")
final class BarCalls {
    private final VoDoor door;
    private final Identities identities;

    BarCalls(VoDoor door, Identities identities) {
        this.door = door;
        this.identities = identities;
    }

    /** Lets a name come back. */
    @DeleteMapping
    Changed lift(
            HttpServletRequest request,
            @PathVariable String vo,
            @RequestParam @Nullable String name,
            @RequestParam @Nullable String reason) {
        Visit visit = door.writer(request, vo).administrating();
        return Visit.done(identities.unbar(
                visit.deed("lift-bar", "a barred name", Given.reason(reason), name),
                Inputs.identity(null, name, null, "")));
    }
}
