package org.gridauthz.audit.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.gridauthz.audit.DecisionRecord;
import org.gridauthz.audit.store.DecisionFile.Limits;
import org.gridauthz.audit.store.KeptDecisions.Search;
import org.gridauthz.identity.Fqan;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.identity.Subject;
import org.gridauthz.web.DecisionIds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A decision is found again by its id, wherever its line is. */
class KeptDecisionsTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final String RUN = "0123456789abcd-";
    private static final String OTHER_RUN = "fedcba98765432-";
    /** Larger than what may stand in the wrong order: files are told apart by it. */
    private static final long FAR = 10 * TrailPlace.DISORDER;

    @TempDir
    Path folder;

    private static DecisionRecord decision(String id, Subject subject) {
        return DecisionRecord.about(
                subject, NOON, id, "saz", "/CN=ce", "ce.example.org", "deny", null, "banned", "dn /CN=x", "g:7", 12, 3);
    }

    private static Subject.Person person(String name) {
        return new Subject.Person(
                new SlashDn("/CN=" + name),
                false,
                new SlashDn("/CN=CA"),
                "4711",
                List.of(Fqan.parse("/cms/Role=pilot"), Fqan.parse("/cms")),
                true);
    }

    private static byte[] lines(String run, long first, int count) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (long i = first; i < first + count; i++) {
            bytes.writeBytes(DecisionLine.of(decision(run + Long.toHexString(i), person("p" + i))));
        }
        return bytes.toByteArray();
    }

    private Path trail() {
        return folder.resolve("saz-decisions.jsonl");
    }

    private void old(String suffix, byte[]... parts) throws IOException {
        Path file = folder.resolve("saz-decisions.jsonl." + suffix + ".gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            for (byte[] part : parts) {
                out.write(part);
            }
        }
    }

    private KeptDecisions kept(long mostBytes) {
        return new KeptDecisions(trail(), () -> {}, mostBytes);
    }

    private static String name(Search search) {
        return search instanceof Search.Found found ? found.decision().subject() : search.toString();
    }

    /** As soon as the caller has been told the id, and with all that an explanation needs. */
    @Test
    void whatWasJustDecidedIsFoundWithWhomItWasAbout() {
        DecisionIds ids = new DecisionIds();
        Subject bearer = new Subject.Bearer("https://i.example.org/", "a b", "cms", List.of(), List.of(), true);
        try (DecisionFile file = new DecisionFile(trail(), Limits.standard())) {
            KeptDecisions kept = new KeptDecisions(trail(), file);
            for (Subject subject : List.of(person("Eve"), bearer)) {
                String id = ids.next();
                file.record(decision(id, subject));
                assertThat(kept.find(id)).isInstanceOfSatisfying(Search.Found.class, found -> {
                    assertThat(found.decision().id()).isEqualTo(id);
                    assertThat(found.decision().whom()).isEqualTo(subject);
                    assertThat(found.decision()).isEqualTo(decision(id, subject));
                });
            }
            assertThat(kept.find(ids.next())).isEqualTo(new Search.NotKept(NOON));
        }
    }

    @Test
    void oldFilesAreFoundThroughRestartsAndInTheMiddleOfBeingCompressed() throws IOException {
        old("2026-11-20.0", lines(RUN, 1, 50));
        old("2026-11-20.10", lines(RUN, FAR, 50), lines("00000000000000-", 1, 50), lines(OTHER_RUN, 1, 50));
        old("2026-11-21.0", lines(OTHER_RUN, FAR, 50));
        Files.write(folder.resolve("saz-decisions.jsonl123456.tmp"), lines(OTHER_RUN, 2 * FAR, 50));
        Files.write(trail(), lines(OTHER_RUN, 3 * FAR, 50));
        Files.write(folder.resolve("gums-decisions.jsonl"), lines(RUN, 900, 1));
        KeptDecisions kept = kept(Long.MAX_VALUE);
        for (long number : List.of(1L, 50L, FAR, FAR + 49)) {
            assertThat(name(kept.find(RUN + Long.toHexString(number)))).isEqualTo("/CN=p" + number);
        }
        for (long number : List.of(1L, 50L, FAR + 7, 2 * FAR, 3 * FAR + 49)) {
            assertThat(name(kept.find(OTHER_RUN + Long.toHexString(number)))).isEqualTo("/CN=p" + number);
        }
        assertThat(name(kept.find("00000000000000-1"))).isEqualTo("/CN=p1");
        for (String unknown : List.of(RUN + "384", RUN + "0", "11111111111111-1", "", "no id", RUN, RUN + "g")) {
            assertThat(kept.find(unknown)).as(unknown).isInstanceOf(Search.NotKept.class);
        }
    }

    /** A hundred files; of each only the first line is read but for one or two. */
    @Test
    void onlyFilesInWhichItMayStandAreReadThrough() throws IOException {
        int lines = 400;
        byte[] one = lines(RUN, 1, lines);
        for (int i = 0; i < 100; i++) {
            old("2026-11-20." + i, lines(RUN, 1 + i * FAR, lines));
        }
        Files.write(trail(), lines(RUN, 1 + 100 * FAR, lines));
        KeptDecisions kept = kept(3L * one.length);
        for (int i : List.of(0, 1, 57, 99, 100)) {
            assertThat(name(kept.find(RUN + Long.toHexString(i * FAR + lines)))).isEqualTo("/CN=p" + (i * FAR + lines));
        }
        // Whoever never wrote here is looked for nowhere but at the end, where a restart may have been.
        assertThat(kept.find("11111111111111-1")).isEqualTo(new Search.NotKept(NOON));
    }

    /** Restarts all the time: it may be anywhere. */
    @Test
    void aSearchReadsNoMoreThanItMay() throws IOException {
        for (int i = 10; i < 40; i++) {
            old("2026-11-20." + i, lines("000000000000" + i + "-", 1, 100));
        }
        Files.write(trail(), lines(RUN, 1, 100));
        long file = lines(RUN, 1, 100).length;
        assertThat(kept(3 * file).find("00000000000010-1")).isEqualTo(new Search.TooFar());
        assertThat(name(kept(32 * file).find("00000000000010-1"))).isEqualTo("/CN=p1");
        assertThat(name(kept(3 * file).find("00000000000039-64"))).isEqualTo("/CN=p100");
    }

    @Test
    void tornForeignAndAbsurdlyLongLinesHurtNothing() throws IOException {
        byte[] good = lines(RUN, 1, 3);
        byte[] quoting = DecisionLine.of(decision(
                RUN + "5",
                new Subject.Bearer(
                        "https://i.example.org", "\"id\":\"" + RUN + "6\"", null, List.of(), List.of(), true)));
        byte[] endless = ("x".repeat(3 << 20) + "\n").getBytes(UTF_8);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes("{\"id\":\"".getBytes(UTF_8));
        all.writeBytes(endless);
        all.writeBytes(quoting);
        all.writeBytes(good);
        all.writeBytes(java.util.Arrays.copyOf(lines(RUN, 7, 1), 60));
        Files.write(trail(), all.toByteArray());
        Files.write(folder.resolve("saz-decisions.jsonl.2026-11-20.0.gz"), good);
        KeptDecisions kept = kept(Long.MAX_VALUE);
        assertThat(name(kept.find(RUN + "3"))).isEqualTo("/CN=p3");
        assertThat(kept.find(RUN + "6")).as("named in another's subject").isInstanceOf(Search.NotKept.class);
        assertThat(kept.find(RUN + "7")).as("torn").isInstanceOf(Search.NotKept.class);
    }

    @Test
    void whereNothingIsKeptItSaysSo() {
        KeptDecisions nowhere = new KeptDecisions(folder.resolve("none").resolve("x.jsonl"), () -> {}, 1000);
        assertThat(nowhere.find(RUN + "1")).isEqualTo(new Search.NotKept(null));
    }

    @Test
    void oneSearchAtATime() throws Exception {
        Files.write(trail(), lines(RUN, 1, 3));
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        KeptDecisions kept = new KeptDecisions(
                trail(),
                () -> {
                    inside.countDown();
                    try {
                        go.await(10, TimeUnit.SECONDS);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                1 << 20);
        try (ExecutorService other = Executors.newSingleThreadExecutor()) {
            Future<Search> first = other.submit(() -> kept.find(RUN + "1"));
            assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(kept.find(RUN + "2")).isEqualTo(new Search.Busy());
            go.countDown();
            assertThat(name(first.get(Duration.ofSeconds(10).toSeconds(), TimeUnit.SECONDS)))
                    .isEqualTo("/CN=p1");
        }
        assertThat(name(kept.find(RUN + "2"))).isEqualTo("/CN=p2");
    }
}
