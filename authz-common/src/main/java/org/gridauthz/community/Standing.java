package org.gridauthz.community;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * How a community stands at this moment, with sums since the start of the process.
 *
 * @param seats errands of it being computed
 * @param waitingCalls in its queue
 * @param waitingHandshakes in its queue
 * @param away calls in wait slots
 * @param overloaded whether it storms: its queue is long and has not been empty for a tenth of a second
 * @param busySeconds time on seats
 * @param sheds by reason, {@link Shed} in lower case
 * @param refused calls that were told no
 * @param refusalSeconds processor time of telling them
 * @param closed refusals beyond the budget, answered by closing the connection
 */
public record Standing(
        String community,
        int weight,
        int seats,
        int waitingCalls,
        int waitingHandshakes,
        int away,
        boolean overloaded,
        double busySeconds,
        long admittedCalls,
        long admittedHandshakes,
        Map<String, Long> sheds,
        long refused,
        double refusalSeconds,
        long closed) {
    public Standing {
        sheds = Map.copyOf(sheds);
    }

    static Standing of(Flow flow, long now) {
        Map<String, Long> sheds = new LinkedHashMap<>();
        for (Shed why : Shed.values()) {
            sheds.put(why.name().toLowerCase(Locale.ROOT), flow.shed.getOrDefault(why, 0L));
        }
        return new Standing(
                flow.community.name(),
                flow.community.weight(),
                flow.running,
                flow.calls.size(),
                flow.handshakes.size(),
                flow.away,
                flow.waiting() > 0 && flow.overloaded(now),
                flow.busy / 1e9,
                flow.admittedCalls,
                flow.admittedHandshakes,
                sheds,
                flow.refused,
                flow.refusalNanos / 1e9,
                flow.closed);
    }
}
