package org.gridauthz.community.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gridauthz.community.Community;
import org.gridauthz.community.Standing;
import org.gridauthz.tls.Admission;
import org.gridauthz.tls.AdmissionControl;
import org.gridauthz.web.rest.Admins;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The communities of this instance at this moment: who computes, who waits, who is sent away. */
@RestController
@RequestMapping("/api/v1/communities")
public final class CommunitiesCalls {
    private final Admins admins;
    private final AdmissionControl control;

    public CommunitiesCalls(Admins admins, AdmissionControl control) {
        this.admins = admins;
        this.control = control;
    }

    /**
     * One of them; sums since the start of the process.
     *
     * @param seats computing now
     * @param away calls waiting for a database or a peer, without a seat
     * @param overloaded its queue is long and has not been empty for a tenth of a second
     * @param sheds calls and handshakes sent away, by reason
     * @param refused calls that were told no
     * @param refusalSeconds processor time of telling them
     * @param closed refusals beyond the budget: the connection was closed
     * @param turned connections closed at accept, by reason
     */
    record One(
            String name,
            int weight,
            boolean fallback,
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
            long closed,
            int connections,
            int halfOpen,
            Map<String, Long> turned) {}

    /**
     * All of them.
     *
     * @param admission whether anything is limited
     * @param alarm what is wrong with the file
     */
    record All(boolean admission, @Nullable String alarm, List<One> communities) {}

    @GetMapping
    All communities(HttpServletRequest request) {
        admins.reader(request);
        Admission admission = control.admission();
        String fallback = control.communities().fallback().name();
        List<One> all = new ArrayList<>();
        if (admission == null) {
            for (Community one : control.communities().all()) {
                Standing idle = new Standing(one.name(), one.weight(), 0, 0, 0, 0, false, 0, 0, 0, Map.of(), 0, 0, 0);
                all.add(one(idle, fallback, new int[2], Map.of()));
            }
            return new All(false, control.alarm(), all);
        }
        for (Standing standing : admission.scheduler().standings()) {
            Map<String, Long> turned = new HashMap<>();
            admission
                    .gate()
                    .turned(standing.community())
                    .forEach((why, count) -> turned.put(why.name().toLowerCase(Locale.ROOT), count));
            all.add(one(standing, fallback, admission.gate().open(standing.community()), turned));
        }
        return new All(true, control.alarm(), all);
    }

    private static One one(Standing it, String fallback, int[] open, Map<String, Long> turned) {
        return new One(
                it.community(),
                it.weight(),
                it.community().equals(fallback),
                it.seats(),
                it.waitingCalls(),
                it.waitingHandshakes(),
                it.away(),
                it.overloaded(),
                it.busySeconds(),
                it.admittedCalls(),
                it.admittedHandshakes(),
                it.sheds(),
                it.refused(),
                it.refusalSeconds(),
                it.closed(),
                open[0],
                open[1],
                turned);
    }
}
