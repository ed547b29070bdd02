package org.gridauthz.assembly;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.gridauthz.community.AcceptGate.Turned;
import org.gridauthz.community.Shed;
import org.gridauthz.community.Standing;
import org.gridauthz.tls.Admission;
import org.gridauthz.tls.AdmissionControl;

/** Communities as meters. Labels are names from the file and enums: no caller can add one. */
final class CommunityMeters implements MeterBinder {
    private static final long KEPT_NANOS = 200_000_000;

    private final AdmissionControl control;
    private final Set<String> bound = new HashSet<>();
    private List<Standing> seen = List.of();
    private long seenAt = System.nanoTime() - KEPT_NANOS;

    CommunityMeters(AdmissionControl control) {
        this.control = control;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("gridauthz.communities.alarm", control, it -> it.alarm() == null ? 0 : 1)
                .description("1 while the file of communities has mistakes")
                .register(registry);
        Admission admission = control.admission();
        if (admission != null) {
            bindAll(registry, admission);
            control.onChange(() -> bindAll(registry, admission));
        }
    }

    private synchronized void bindAll(MeterRegistry registry, Admission admission) {
        for (Standing standing : admission.scheduler().standings()) {
            if (bound.add(standing.community())) {
                bind(registry, admission, standing.community());
            }
        }
    }

    private void bind(MeterRegistry registry, Admission admission, String community) {
        gauge(registry, admission, community, "seats", "Calls and handshakes being computed", Standing::seats);
        gauge(
                registry,
                admission,
                community,
                "waiting",
                "Calls and handshakes waiting for a seat",
                it -> it.waitingCalls() + it.waitingHandshakes());
        gauge(registry, admission, community, "away", "Calls waiting for something else than a seat", Standing::away);
        gauge(registry, admission, community, "weight", "Its weight", Standing::weight);
        Gauge.builder(
                        "gridauthz.community.connections",
                        admission,
                        it -> it.gate().open(community)[0])
                .description("Open connections")
                .tag("community", community)
                .register(registry);
        Gauge.builder(
                        "gridauthz.community.half.open",
                        admission,
                        it -> it.gate().open(community)[1])
                .description("Connections whose handshake is not complete")
                .tag("community", community)
                .register(registry);
        sum(registry, admission, community, "busy.seconds", "Time on seats", "all", Standing::busySeconds);
        sum(registry, admission, community, "admitted", "Admitted", "call", it -> (double) it.admittedCalls());
        sum(registry, admission, community, "admitted", "Admitted", "handshake", it ->
                (double) it.admittedHandshakes());
        for (Shed why : Shed.values()) {
            String reason = why.name().toLowerCase(Locale.ROOT);
            sum(registry, admission, community, "sheds", "Sent away", reason, it ->
                    (double) it.sheds().getOrDefault(reason, 0L));
        }
        sum(registry, admission, community, "closed", "Refusals beyond the budget", "all", it -> (double) it.closed());
        for (Turned why : Turned.values()) {
            FunctionCounter.builder("gridauthz.community.turned", admission, it ->
                            (double) it.gate().turned(community).getOrDefault(why, 0L))
                    .description("Connections closed at accept")
                    .tag("community", community)
                    .tag("reason", why.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
    }

    private void gauge(
            MeterRegistry registry,
            Admission admission,
            String community,
            String name,
            String description,
            ToDoubleFunction<Standing> value) {
        Gauge.builder("gridauthz.community." + name, admission, it -> value(it, community, value))
                .description(description)
                .tag("community", community)
                .register(registry);
    }

    private void sum(
            MeterRegistry registry,
            Admission admission,
            String community,
            String name,
            String description,
            String kind,
            ToDoubleFunction<Standing> value) {
        FunctionCounter.builder("gridauthz.community." + name, admission, it -> value(it, community, value))
                .description(description)
                .tag("community", community)
                .tag("kind", kind)
                .register(registry);
    }

    /** One look at the scheduler serves all meters of a scrape. */
    private synchronized double value(Admission admission, String community, ToDoubleFunction<Standing> value) {
        long now = System.nanoTime();
        if (now - seenAt >= KEPT_NANOS) {
            seen = admission.scheduler().standings();
            seenAt = now;
        }
        for (Standing standing : seen) {
            if (standing.community().equals(community)) {
                return value.applyAsDouble(standing);
            }
        }
        return 0;
    }
}
