package org.gridauthz.changes.instances.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.util.concurrent.TimeUnit;
import org.gridauthz.changes.Follower;
import org.gridauthz.changes.Freshness;
import org.gridauthz.changes.Staleness;
import org.gridauthz.changes.instances.ProcessorUse;
import org.gridauthz.clock.DecisionClock;
import org.gridauthz.tls.Draining;
import org.gridauthz.web.rest.Admins;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** How the very instance that is asked stands: what one is told of others is on the roll, {@link InstanceCalls}. */
@RestController
public final class StandingCalls {
    private final Admins admins;
    private final Follower follower;
    private final Staleness staleness;
    private final DecisionClock clock;
    private final Draining draining;
    private final Self self;

    /** Which process this is. */
    public record Self(String service, String name, String version) {}

    public StandingCalls(
            Admins admins, Follower follower, Staleness staleness, DecisionClock clock, Draining draining, Self self) {
        this.draining = draining;
        this.admins = admins;
        this.follower = follower;
        this.staleness = staleness;
        this.clock = clock;
        this.self = self;
    }

    /**
     * How it is.
     *
     * @param state "fresh": knows what was true moments ago; "stale": decides by what it knew; "closed": decides
     *     nothing; "loading": has not read its data yet; "draining": sends callers elsewhere, whatever it knows
     * @param age of its knowledge, in seconds; null before it has any
     * @param clockSkew how far its clock or the database's is from decision time, in seconds
     * @param clockRight whether clocks agree well enough
     * @param capacityUsed the processors this process uses, of 1; null where the system does not say
     */
    public record Health(
            String service,
            String name,
            String version,
            String state,
            @Nullable String epoch,
            @Nullable Double age,
            double clockSkew,
            boolean clockRight,
            @Nullable Double capacityUsed) {}

    @GetMapping("/api/v1/standing")
    Health standing(HttpServletRequest request) {
        admins.reader(request);
        Freshness known = follower.freshness();
        return new Health(
                self.service(),
                self.name(),
                self.version(),
                state(known),
                known == null ? null : known.epoch().toString(),
                known == null ? null : known.age().toMillis() / 1000.0,
                clock.skew().toMillis() / (double) TimeUnit.SECONDS.toMillis(1),
                clock.right(),
                ProcessorUse.now());
    }

    private String state(@Nullable Freshness known) {
        if (draining.now()) {
            return "draining";
        }
        if (known == null) {
            return "loading";
        }
        if (!staleness.anyOpen(known.age())) {
            return "closed";
        }
        return known.age().compareTo(Staleness.FRESH) < 0 && clock.right() ? "fresh" : "stale";
    }
}
