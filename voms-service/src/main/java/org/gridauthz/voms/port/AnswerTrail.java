package org.gridauthz.voms.port;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.gridauthz.audit.Deciding;
import org.gridauthz.audit.DecisionRecord;
import org.gridauthz.audit.DecisionTrail;
import org.gridauthz.identity.Fqan;
import org.gridauthz.trust.VerifiedChain;
import org.gridauthz.voms.attribute.Answer;
import org.gridauthz.voms.attribute.Refusal;
import org.gridauthz.web.DecisionIds;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every answer as a line of the decision trail, attribute certificates with their serial number, and in the timers
 * {@code gridauthz.voms.answer{vo,outcome}}. A certificate whose line finds no room in time is not handed out; other answers
 * never wait.
 */
public final class AnswerTrail {
    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final Logger LOG = LoggerFactory.getLogger(AnswerTrail.class);

    private final DecisionTrail trail;
    private final MeterRegistry meters;
    private final Sightings sightings;
    private final InstantSource clock;
    private final DecisionIds ids = new DecisionIds();
    private final Map<String, Timer> timers = new ConcurrentHashMap<>();

    public AnswerTrail(DecisionTrail trail, MeterRegistry meters, Sightings sightings, InstantSource clock) {
        this.sightings = sightings;
        this.trail = trail;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * Makes an answer under the name that it has on record.
     *
     * @param begun when the request was there, by {@link System#nanoTime}
     * @return the answer that may be given: this one, or a refusal where it could not be put on record
     */
    Answer answered(String vo, VerifiedChain who, String remoteAddress, long begun, Supplier<Answer> making) {
        String id = ids.next();
        try (Deciding unused = Deciding.of(id)) {
            Answer answer = making.get();
            return recorded(id, vo, who, remoteAddress, answer, (System.nanoTime() - begun) / 1000);
        }
    }

    private Answer recorded(String id, String vo, VerifiedChain who, String remoteAddress, Answer answer, long micros) {
        switch (answer) {
            case Answer.Issued issued -> {
                String rule =
                        "vo " + vo + ", serial " + issued.ac().serial().toString(16) + ", until " + issued.until();
                DecisionRecord line = line(id, who, remoteAddress, issued.fqans(), "permit", null, rule, micros);
                if (!trail.keep(line, PATIENCE)) {
                    LOG.warn("{}: an attribute certificate is withheld: the decision trail takes no more", vo);
                    count(vo, "unrecorded", micros);
                    return new Answer.Refused(Refusal.internal(vo));
                }
                count(vo, "issued", micros);
                sightings.seen(vo, who.subject().slash(), who.issuer().slash());
            }
            case Answer.Listed listed -> {
                String rule = "vo " + vo + ", list only";
                trail.record(line(id, who, remoteAddress, listed.fqans(), "permit", null, rule, micros));
                count(vo, "listed", micros);
            }
            case Answer.Refused refused -> {
                Refusal why = refused.why();
                String reason = why.cause().name().toLowerCase(Locale.ROOT).replace('_', '-');
                String decision = why.cause().ours() ? "indeterminate" : "deny";
                trail.record(line(id, who, remoteAddress, List.of(), decision, reason, "vo " + vo, micros));
                count(vo, reason, micros);
            }
        }
        return answer;
    }

    private DecisionRecord line(
            String id,
            VerifiedChain who,
            String remoteAddress,
            List<Fqan> fqans,
            String decision,
            @Nullable String reason,
            String rule,
            long micros) {
        String name = who.subject().toString();
        return new DecisionRecord(
                clock.instant(),
                id,
                "voms",
                name,
                name,
                who.issuer().toString(),
                null,
                null,
                fqans.stream().map(Fqan::toString).toList(),
                true,
                remoteAddress,
                decision,
                null,
                reason,
                rule,
                null,
                -1,
                micros);
    }

    private void count(String vo, String outcome, long micros) {
        timers.computeIfAbsent(
                        vo + " " + outcome,
                        any -> Timer.builder("gridauthz.voms.answer")
                                .description("Requests for attributes, from the whole request to the answer")
                                .tag("vo", vo)
                                .tag("outcome", outcome)
                                .register(meters))
                .record(Duration.ofNanos(micros * 1000));
    }
}
