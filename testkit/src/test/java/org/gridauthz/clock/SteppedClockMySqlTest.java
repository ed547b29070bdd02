package org.gridauthz.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.gridauthz.audit.AdminAct;
import org.gridauthz.ban.Ban;
import org.gridauthz.ban.BanKind;
import org.gridauthz.ban.BanTarget;
import org.gridauthz.ban.store.BanBook;
import org.gridauthz.ban.store.BanOutcome;
import org.gridauthz.changes.Epoch;
import org.gridauthz.changes.store.ChangeLog;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.gridauthz.testkit.db.MySqlServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The clocks of a real process and of its real database are set forward by 45 minutes together, while both run, and later back. */
@Tag("mysql")
class SteppedClockMySqlTest {
    private static final AdminAct ACT = new AdminAct("/CN=officer", "198.51.100.7", "ban", "x", "for a while", null);
    private static final Duration SOON = Duration.ofSeconds(60);

    private static final FakedTime TIME = faked();
    private static final MySqlServer SERVER = MySqlServer.start(TIME.environment());

    @RegisterExtension
    final DatabaseBackend db = DatabaseBackend.mysql(SERVER);

    private static FakedTime faked() {
        try {
            return new FakedTime(Files.createTempDirectory("stepped"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    /** What the process says; by its own clock, and by the system's. */
    private record Answer(String guarded, String unguarded, boolean right, Instant system, long age, String reached) {}

    private record Child(Writer questions, BufferedReader answers) {
        Answer ask(String dn, String epoch) throws IOException {
            questions.write(dn + " " + epoch + "\n");
            questions.flush();
            String line = answers.readLine();
            assertThat(line).as("the process lives").isNotNull();
            String[] words = line.split(" ");
            return new Answer(
                    words[0],
                    words[1],
                    Boolean.parseBoolean(words[2]),
                    Instant.ofEpochMilli(Long.parseLong(words[3])),
                    Long.parseLong(words[4]),
                    words[5]);
        }

        Answer until(String dn, Predicate<Answer> wanted) throws IOException {
            long end = System.nanoTime() + SOON.toNanos();
            Answer answer = ask(dn, "");
            while (!wanted.test(answer) && System.nanoTime() < end) {
                LockSupport.parkNanos(50_000_000L);
                answer = ask(dn, "");
            }
            assertThat(answer).matches(wanted);
            return answer;
        }
    }

    private Epoch ban(String dn, Instant until) {
        BanOutcome made = new BanBook(db.dataSource(), new ChangeLog(db.dataSource()), InstantSource.system())
                .ban(BanTarget.of(BanKind.DN, dn), Ban.OFFICER, "r", "T-1", until, ACT, null);
        assertThat(made).isInstanceOf(BanOutcome.Done.class);
        return ((BanOutcome.Done) made).written().epoch();
    }

    private Duration databaseAhead() {
        long seconds =
                db.jdbc().sql("SELECT UNIX_TIMESTAMP()").query(Long.class).single();
        return Duration.between(Instant.now(), Instant.ofEpochSecond(seconds));
    }

    private static boolean aheadAsSet(Instant time) {
        return time.isAfter(Instant.now().plus(Duration.ofMinutes(44)));
    }

    @Test
    void aBanWithHalfAnHourToGoStaysInForceAndANewOneIsInForceAtOnce() throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        SteppedChild.class.getName(),
                        db.url())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(TIME.environment());
        Process process = builder.start();
        try (Writer questions = process.outputWriter();
                BufferedReader answers = process.inputReader()) {
            Child child = new Child(questions, answers);
            Epoch before = ban("/CN=Jane", Instant.now().plus(Duration.ofMinutes(30)));
            Answer first = child.ask("/CN=Jane", before.toString());
            assertThat(first.reached()).isEqualTo("REACHED");
            assertThat(first.guarded()).isEqualTo("deny");
            assertThat(first.unguarded()).isEqualTo("deny");
            child.until("/CN=Jane", Answer::right);

            TIME.step("+45m");
            // Each process hears of it within a second: the database's jump may be noticed before the own one.
            child.until("/CN=Jane", answer -> !answer.right() && aheadAsSet(answer.system()));
            long late = System.nanoTime() + SOON.toNanos();
            while (databaseAhead().toMinutes() < 44 && System.nanoTime() < late) {
                LockSupport.parkNanos(50_000_000L);
            }
            assertThat(databaseAhead()).as("the database jumped too").isGreaterThan(Duration.ofMinutes(44));
            Answer wrong = child.until("/CN=Jane", answer -> answer.unguarded().equals("permit"));
            assertThat(wrong.guarded()).as("by decision time she is banned").isEqualTo("deny");

            Instant end = Instant.now().plus(Duration.ofSeconds(20));
            Epoch second = ban("/CN=Joe", end);
            Answer told = child.ask("/CN=Joe", second.toString());
            assertThat(told.reached()).isEqualTo("REACHED");
            assertThat(told.guarded()).as("as if nothing had happened").isEqualTo("deny");
            assertThat(told.unguarded()).as("over, by the system's clock").isEqualTo("permit");
            assertThat(told.age()).isLessThan(5_000);
            child.until("/CN=Joe", answer -> answer.guarded().equals("permit"));
            assertThat(Instant.now()).as("it ended when its time was over").isAfter(end.minusSeconds(1));

            TIME.step("+0");
            Answer back = child.until("/CN=Jane", Answer::right);
            assertThat(back.guarded()).isEqualTo("deny");
        } finally {
            process.destroyForcibly();
        }
    }
}
