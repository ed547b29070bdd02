package org.gridauthz.saz.officer.rest;

import java.time.Duration;
import java.util.List;
import org.gridauthz.changes.Epoch;
import org.gridauthz.changes.instances.Everywhere;
import org.gridauthz.changes.instances.rest.InstanceCalls;
import org.gridauthz.web.ErrorCode;
import org.gridauthz.web.Refusal;
import org.gridauthz.web.rest.Given;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** {@code ?wait=everywhere}: the answer comes when no instance can decide by what was before, or says who still may. */
final class BanWaits {
    private static final Logger LOG = LoggerFactory.getLogger(BanWaits.class);
    private static final int USUAL_SECONDS = 10;

    private final Everywhere everywhere;

    BanWaits(Everywhere everywhere) {
        this.everywhere = everywhere;
    }

    /**
     * What was done, and where it is in force.
     *
     * @param instances each one's state; null when the database failed while it was asked
     */
    record Confirmed(
            String id,
            int turn,
            String epoch,
            boolean repeated,
            boolean everywhere,
            @Nullable List<InstanceCalls.Enrolled> instances) {}

    /** Before anything is written: whether somebody waits, and how long. Null when nobody does. */
    static @Nullable Duration wanted(@Nullable String wait, @Nullable Integer deadline) {
        if (wait == null) {
            return null;
        }
        if (!wait.equals("everywhere")) {
            throw new Refusal(ErrorCode.PARAMETER_INVALID, "wait=everywhere, or nothing");
        }
        int most = Math.toIntExact(Everywhere.LONGEST.toSeconds());
        return Duration.ofSeconds(Given.within(deadline == null ? USUAL_SECONDS : deadline, 1, most, "deadline"));
    }

    /** 200 when it is in force everywhere, 202 with the state of each when not all have confirmed in time. */
    ResponseEntity<?> answer(ResponseEntity<BanWrites.Done> written, @Nullable Duration wanted) {
        BanWrites.Done done = written.getBody();
        if (wanted == null || done == null) {
            return written;
        }
        boolean all = false;
        List<InstanceCalls.Enrolled> instances = null;
        try {
            Everywhere.Outcome outcome = everywhere.await(Epoch.parse(done.epoch()), wanted);
            all = outcome.everywhere();
            instances =
                    outcome.standings().stream().map(InstanceCalls.Enrolled::of).toList();
        } catch (RuntimeException e) { // it is committed, only nobody knows where it is in force
            LOG.warn("cannot ask where {} is in force: {}", done.epoch(), e.toString());
        }
        return ResponseEntity.status(all ? HttpStatus.OK : HttpStatus.ACCEPTED)
                .headers(written.getHeaders())
                .body(new Confirmed(done.id(), done.turn(), done.epoch(), done.repeated(), all, instances));
    }
}
