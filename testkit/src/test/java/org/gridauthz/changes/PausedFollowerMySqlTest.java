package org.gridauthz.changes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.gridauthz.changes.store.ChangeLog;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A process that is stopped for 30 s (SIGSTOP) and goes on: what it answers first. */
@Tag("mysql")
class PausedFollowerMySqlTest {
    private static final int PAUSE_SECONDS = 30;

    @RegisterExtension
    final DatabaseBackend db = DatabaseBackend.mysql();

    private record Answer(long age, int changes, String reached) {}

    private static Answer ask(Writer questions, BufferedReader answers, String epoch) throws IOException {
        questions.write(epoch + "\n");
        questions.flush();
        String[] words = answers.readLine().split(" ");
        return new Answer(Long.parseLong(words[0]), Integer.parseInt(words[1]), words[2]);
    }

    private static void signal(Process process, String signal) throws Exception {
        assertThat(new ProcessBuilder("/bin/kill", "-" + signal, Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    private Process child(String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                ChildFollower.class.getName(),
                db.url()));
        command.addAll(List.of(more));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /**
     * Two processes: one as it is, and one that does not look by itself, which is what every process is between going on and its first look. That
     * one shows what an answer is worth by which nobody looks at the age and nobody presents an epoch.
     */
    @Test
    void neverAnswersFromBeforeThePauseWithoutSayingHowOldThatIs() throws Exception {
        Process child = child();
        Process unlooking = child("only-when-asked");
        try (Writer questions = child.outputWriter();
                BufferedReader answers = child.inputReader();
                Writer itsQuestions = unlooking.outputWriter();
                BufferedReader itsAnswers = unlooking.inputReader()) {
            ChangeLog log = new ChangeLog(db.dataSource());
            Epoch before = log.write("ban", List.of("before"), place -> {});
            Answer first = ask(questions, answers, before.toString());
            assertThat(first.reached()).isEqualTo("REACHED");
            int known = first.changes();
            Answer itsFirst = ask(itsQuestions, itsAnswers, before.toString());
            assertThat(itsFirst.reached()).isEqualTo("REACHED");

            signal(child, "STOP");
            signal(unlooking, "STOP");
            Epoch banned = log.write("ban", List.of("jane"), place -> {});
            assertThat(child.waitFor(PAUSE_SECONDS, TimeUnit.SECONDS)).isFalse();
            signal(child, "CONT");
            signal(unlooking, "CONT");

            Answer unguarded = ask(itsQuestions, itsAnswers, "");
            assertThat(unguarded.changes())
                    .as("without the guard: an answer from before the ban, 30 s after it")
                    .isEqualTo(itsFirst.changes());
            assertThat(unguarded.age())
                    .as("the first guard: it says how old it is")
                    .isGreaterThan(TimeUnit.SECONDS.toMillis(PAUSE_SECONDS) - 1_000);
            Answer guarded = ask(itsQuestions, itsAnswers, banned.toString());
            assertThat(guarded.reached()).as("the second: the epoch").isEqualTo("REACHED");
            assertThat(guarded.changes()).isEqualTo(itsFirst.changes() + 1);

            Answer unasked = ask(questions, answers, "");
            if (unasked.changes() == known) {
                assertThat(unasked.age())
                        .as("an answer from before the ban says so")
                        .isGreaterThan(TimeUnit.SECONDS.toMillis(PAUSE_SECONDS) - 1_000);
            }
            Answer presented = ask(questions, answers, banned.toString());
            assertThat(presented.reached()).isEqualTo("REACHED");
            assertThat(presented.changes()).isEqualTo(known + 1);
            // A plain read may have brought the change; that all else is known too is for the synchronous one to say, a
            // moment later.
            long since = System.nanoTime();
            while (ask(questions, answers, "").age() >= 5_000) {
                assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - since))
                        .as("seconds until the age is a young one's")
                        .isLessThan(20);
            }
        } finally {
            child.destroyForcibly();
            unlooking.destroyForcibly();
        }
    }

    @Test
    void nobodyWaitsForOneThatIsStoppedOrKilled() throws Exception {
        Process child = child();
        try (Writer questions = child.outputWriter();
                BufferedReader answers = child.inputReader()) {
            ChangeLog log = new ChangeLog(db.dataSource());
            ask(questions, answers, log.write("ban", List.of("a"), place -> {}).toString());
            signal(child, "STOP");
            long start = System.nanoTime();
            for (int i = 0; i < 20; i++) {
                log.write("ban", List.of("b" + i), place -> {});
            }
            child.destroyForcibly().waitFor();
            for (int i = 0; i < 20; i++) {
                log.write("ban", List.of("c" + i), place -> {});
            }
            assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start))
                    .isLessThan(5);
        } finally {
            child.destroyForcibly();
        }
    }
}
