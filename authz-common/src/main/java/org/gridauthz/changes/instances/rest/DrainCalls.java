package org.gridauthz.changes.instances.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.gridauthz.audit.store.AdminAudit;
import org.gridauthz.changes.instances.Everywhere;
import org.gridauthz.changes.store.ChangeLog;
import org.gridauthz.tls.Draining;
import org.gridauthz.web.Access.Verb;
import org.gridauthz.web.rest.AdminCall;
import org.gridauthz.web.rest.Admins;
import org.gridauthz.web.rest.Given;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Takes the very instance that is asked out of its directors' view, and puts it back. It goes on answering whoever comes to it, and following
 * the change log; a restart puts it back too.
 */
@RestController
@RequestMapping("/api/v1/standing/drain")
public final class DrainCalls {
    private final Admins admins;
    private final Draining draining;
    private final ChangeLog changes;
    private final AdminAudit audit;
    private final String self;

    /** @param self the instance's name in the audit trail */
    public DrainCalls(Admins admins, Draining draining, ChangeLog changes, AdminAudit audit, String self) {
        this.admins = admins;
        this.draining = draining;
        this.changes = changes;
        this.audit = audit;
        this.self = self;
    }

    /** @param draining what it is now */
    public record Drained(boolean draining) {}

    @PutMapping
    Drained drain(HttpServletRequest request, @RequestParam(required = false) String reason) {
        return set(request, true, "drain", reason);
    }

    @DeleteMapping
    Drained endDrain(HttpServletRequest request, @RequestParam(required = false) String reason) {
        return set(request, false, "end-drain", reason);
    }

    /** What cannot be written down is not done: whoever stops an instance while the database is away needs no drain by hand. */
    private Drained set(HttpServletRequest request, boolean out, String verb, String reason) {
        AdminCall call = admins.writer(request, Verb.ADMINS);
        String why = Given.reason(reason);
        // Asks all on the way where they stand: an administrator who drains wants to know who is left.
        changes.write(Everywhere.KIND, List.of(self), place -> audit.record(call.act(verb, self, why), place));
        draining.byHand(out);
        return new Drained(draining.now());
    }
}
