package org.gridauthz.loadtest.lab;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import javax.net.ssl.SSLContext;
import org.gridauthz.loadtest.lab.Questions.Question;
import org.gridauthz.loadtest.mappings.KeptConnection;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calls through the virtual address of the lab, run there by {@code deploy/lab/x client}: a number of them, or until its standard input ends. Prints
 * the figures as JSON. Exit 0: none failed and none was wrong.
 */
@Command(name = "capacity --site")
public final class SiteCalls implements Callable<Integer> {
    private static final List<String> COPIES = List.of("198.18.79.11", "198.18.79.12");
    private static final String FIRST_SOURCE = "198.18.79.";
    private static final int FIRST_NUMBER = 200;
    /** Whoever waits for "begun" finds calls under way, not programs that still load their classes. */
    private static final int BEGUN_AFTER = 50;

    @Option(names = "--calls", defaultValue = "10000000", description = "how many; 0: until standard input ends")
    private long calls;

    @Option(names = "--callers", defaultValue = "16", description = "side by side, each at an address of its own")
    private int callers;

    @Option(
            names = "--new-connections",
            defaultValue = "2",
            description = "how many of them connect anew for each call")
    private int newConnections;

    @Option(names = "--pause", defaultValue = "0", description = "milliseconds between a caller's calls")
    private long pause;

    @Option(names = "--direct-every", defaultValue = "60", description = "seconds between looks at every copy; 0: none")
    private long directEvery;

    private final AtomicLong begun = new AtomicLong();
    private final LongAdder failed = new LongAdder();
    private final LongAdder wrong = new LongAdder();
    private final LongAdder ended = new LongAdder();
    private final LongAdder direct = new LongAdder();
    private final LongAdder directFailed = new LongAdder();
    private final AtomicLong lastAnswer = new AtomicLong();
    private final AtomicLong longestGap = new AtomicLong();
    private final Map<String, LongAdder> causes = new ConcurrentHashMap<>();
    private final CountDownLatch underWay = new CountDownLatch(BEGUN_AFTER);
    private final CountDownLatch stopped = new CountDownLatch(1);

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new SiteCalls()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Questions questions = new Questions(System.getenv());
        InetAddress virtual =
                InetAddress.getByName(URI.create(questions.value("GUMS_URL")).getHost());
        SSLContext host =
                questions.credential("HOST").sslContext(questions.authority().chain());
        List<Question> asked = questions.calls();
        Map<String, Double> before = LabProcesses.used();
        long begin = System.nanoTime();
        lastAnswer.set(begin);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
            SiteCaller caller =
                    new SiteCaller(host, InetAddress.getByName(FIRST_SOURCE + (FIRST_NUMBER + i)), i >= newConnections);
            threads.add(Thread.ofPlatform().name("caller-" + i).start(() -> work(caller, virtual, asked)));
        }
        Thread looking = Thread.ofPlatform().daemon().start(() -> lookAtCopies(questions));
        if (calls == 0) {
            underWay.await();
            System.out.println("begun");
            while (System.in.read() >= 0) {
                continue;
            }
            stopped.countDown();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        stopped.countDown();
        looking.join(); // a look that has begun is ended: every copy is asked at least once
        double seconds = (System.nanoTime() - begin) / 1e9;
        SiteFigures figures = figures(seconds, LabProcesses.between(before, LabProcesses.used()));
        new PrintStream(System.out, true, StandardCharsets.UTF_8)
                .println(new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(figures));
        return figures.failed() + figures.wrong() + figures.directFailed() == 0 ? 0 : 1;
    }

    private SiteFigures figures(double seconds, Map<String, Double> used) {
        long made = calls == 0 ? begun.get() : Math.min(calls, begun.get());
        Map<String, Long> why = new TreeMap<>();
        causes.forEach((cause, count) -> why.put(cause, count.sum()));
        return new SiteFigures(
                made,
                failed.sum(),
                wrong.sum(),
                ended.sum(),
                seconds,
                (made - failed.sum()) / seconds * TimeUnit.DAYS.toSeconds(1),
                longestGap.get() / 1e6,
                direct.sum(),
                directFailed.sum(),
                used,
                why);
    }

    private void work(SiteCaller caller, InetAddress virtual, List<Question> asked) {
        try (caller) {
            ask(caller, virtual, asked);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ended.add(caller.ended());
    }

    private void ask(SiteCaller caller, InetAddress virtual, List<Question> asked) throws InterruptedException {
        while (stopped.getCount() > 0) {
            long number = begun.getAndIncrement();
            if (calls > 0 && number >= calls) {
                return;
            }
            if (put(caller, virtual, asked.get((int) (number % asked.size())), failed, wrong)) {
                long now = System.nanoTime();
                long gap = now - lastAnswer.getAndSet(now);
                longestGap.accumulateAndGet(gap, Math::max);
            }
            underWay.countDown();
            if (pause > 0 && stopped.await(pause, TimeUnit.MILLISECONDS)) {
                return;
            }
        }
    }

    /** Whether a whole answer came. */
    private boolean put(SiteCaller caller, InetAddress where, Question question, LongAdder bad, LongAdder notRight) {
        try {
            KeptConnection.Answer answer = caller.ask(where, question);
            if (answer.status() != 200) {
                count(bad, question.name() + ": answered " + answer.status());
                return false;
            }
            if (!question.answeredBy(answer)) {
                String text = new String(answer.body(), StandardCharsets.UTF_8);
                count(notRight, question.name() + ": " + text.substring(0, Math.min(200, text.length())));
            }
            return true;
        } catch (IOException e) {
            count(bad, question.name() + ": " + e);
            return false;
        }
    }

    private void count(LongAdder what, String cause) {
        what.increment();
        if (causes.size() < 20 || causes.containsKey(cause)) {
            causes.computeIfAbsent(cause, any -> new LongAdder()).increment();
        }
    }

    /** A real mapping, decision and AC from every copy by itself: behind a director a dead one would not be noticed. */
    private void lookAtCopies(Questions questions) {
        try {
            InetAddress from = InetAddress.getByName(FIRST_SOURCE + (FIRST_NUMBER + callers));
            SSLContext host = questions
                    .credential("HOST")
                    .sslContext(questions.authority().chain());
            SSLContext alice = questions
                    .credential("USER")
                    .sslContext(questions.authority().chain());
            boolean more = directEvery > 0;
            while (more) {
                for (String copy : COPIES) {
                    for (Question question : questions.direct()) {
                        direct.increment();
                        SSLContext who = question.name().equals("AC") ? alice : host;
                        try (SiteCaller caller = new SiteCaller(who, from, false)) {
                            put(caller, InetAddress.getByName(copy), question, directFailed, directFailed);
                        }
                    }
                }
                more = !stopped.await(directEvery, TimeUnit.SECONDS);
            }
        } catch (IOException e) {
            count(directFailed, "copies: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
