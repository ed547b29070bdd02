package org.gridauthz.loadtest.site;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.gridauthz.changes.Follower;
import org.gridauthz.changes.Freshness;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.saz.decision.rest.DecisionCalls;
import org.gridauthz.web.subjects.PresentedSubject;
import org.gridauthz.web.subjects.SubjectsCall;
import org.gridauthz.web.subjects.SubjectsReader;
import org.springframework.context.ApplicationContext;

/** What a site decision costs inside the service: nothing is read from a wire and nothing written to one. */
final class InProcess {
    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();
    private static final int ROUNDS = 40;

    private InProcess() {}

    /** Processor time in microseconds of deciding about one subject of a call's body after the other, by itself; the middle of some rounds. */
    static double micros(ApplicationContext saz, Path body, String caller) throws IOException {
        byte[] bytes = Files.readAllBytes(body);
        List<SubjectsCall> each = SubjectsReader.read(bytes, bytes.length).subjects().stream()
                .map(InProcess::alone)
                .toList();
        DecisionCalls calls = saz.getBean(DecisionCalls.class);
        SlashDn who = new SlashDn(caller);
        Freshness fresh = Objects.requireNonNull(saz.getBean(Follower.class).freshness());
        double[] rounds = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            long begin = CPU.getCurrentThreadCpuTime();
            for (SubjectsCall one : each) {
                if (calls.answer(who, one, fresh, false).size() != 1) {
                    throw new IllegalStateException("one subject has one answer");
                }
            }
            rounds[i] = (CPU.getCurrentThreadCpuTime() - begin) / 1e3 / each.size();
        }
        return org.gridauthz.loadtest.load.Paired.median(rounds);
    }

    private static SubjectsCall alone(PresentedSubject subject) {
        return new SubjectsCall(null, List.of(subject));
    }
}
