package org.gridauthz.changes.instances.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import org.gridauthz.audit.store.AdminAudit;
import org.gridauthz.changes.Epoch;
import org.gridauthz.changes.Follower;
import org.gridauthz.changes.Freshness;
import org.gridauthz.changes.MalformedEpochException;
import org.gridauthz.changes.instances.Everywhere;
import org.gridauthz.changes.instances.Standing;
import org.gridauthz.changes.instances.store.JdbcInstances;
import org.gridauthz.changes.store.ChangeLog;
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
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Which processes run, and how each stands to what this one knows. */
@RestController
@RequestMapping("/api/v1/instances")
public final class InstanceCalls {
    private final Admins admins;
    private final Everywhere everywhere;
    private final JdbcInstances instances;
    private final ChangeLog changes;
    private final AdminAudit audit;
    private final Follower follower;

    public InstanceCalls(
            Admins admins,
            Everywhere everywhere,
            JdbcInstances instances,
            ChangeLog changes,
            AdminAudit audit,
            Follower follower) {
        this.admins = admins;
        this.everywhere = everywhere;
        this.instances = instances;
        this.changes = changes;
        this.audit = audit;
        this.follower = follower;
    }

    /**
     * One instance.
     *
     * @param version the release it runs; null: an older one, which does not say
     * @param epoch what it has applied; null before it has read anything
     * @param capacityUsed of its machine's processors, 0 to 1, when it was heard; null: nobody knows
     * @param since it may not know what was written after this
     * @param closesAt when it stops deciding unless it is heard of; null when it goes on
     */
    public record Enrolled(
            String id,
            String name,
            String service,
            @Nullable String version,
            String state,
            @Nullable String epoch,
            String heardAt,
            @Nullable Double capacityUsed,
            String since,
            @Nullable String closesAt) {
        /** As others are told. */
        public static Enrolled of(Standing standing) {
            var instance = standing.instance();
            var closes = standing.closesAt();
            var applied = instance.applied();
            return new Enrolled(
                    instance.id(),
                    instance.name(),
                    instance.service(),
                    instance.version(),
                    standing.state().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
                    applied == null ? null : applied.toString(),
                    instance.heardAt().toString(),
                    instance.capacityUsed(),
                    standing.since().toString(),
                    closes == null ? null : closes.toString());
        }
    }

    /**
     * All of them.
     *
     * @param everywhere whether none can decide by an epoch before this one
     */
    public record Roster(String epoch, boolean everywhere, List<Enrolled> instances) {}

    /** @param epoch how all stand to it; without it, to what this instance knows */
    @GetMapping
    Roster instances(HttpServletRequest request, @RequestParam @Nullable String epoch) {
        admins.reader(request);
        Freshness fresh = follower.freshness();
        if (fresh == null) {
            throw new Refusal(ErrorCode.NOT_READY, "this instance has not read its data yet");
        }
        Epoch about = epoch == null ? fresh.epoch() : epoch(epoch);
        Everywhere.Outcome outcome = everywhere.await(about, Duration.ZERO);
        return new Roster(
                about.toString(),
                outcome.everywhere(),
                outcome.standings().stream().map(Enrolled::of).toList());
    }

    private static Epoch epoch(String text) {
        try {
            return Epoch.parse(text);
        } catch (MalformedEpochException e) {
            throw new Refusal(ErrorCode.EPOCH_MALFORMED, String.valueOf(e.getMessage()));
        }
    }

    /** Says that an instance is gone for good, so that nobody waits for it. One that lives after all comes back by itself. */
    @DeleteMapping("/{id}")
    void remove(HttpServletRequest request, @PathVariable String id, @RequestParam(required = false) String reason) {
        AdminCall call = admins.writer(request, Verb.ADMINS);
        String why = Given.reason(reason);
        try {
            instances.remove(id, call.act("remove-instance", id, why), changes, audit);
        } catch (NoSuchElementException e) {
            throw new Refusal(ErrorCode.NOT_FOUND, "no such instance");
        }
    }
}
