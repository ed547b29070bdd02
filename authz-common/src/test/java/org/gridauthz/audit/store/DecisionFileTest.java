package org.gridauthz.audit.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.gridauthz.audit.DecisionRecord;
import org.gridauthz.audit.store.DecisionFile.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecisionFileTest {
    @TempDir
    Path folder;

    private static DecisionRecord decision(String subject) {
        return new DecisionRecord(
                Instant.parse("2026-11-22T12:00:00Z"),
                "d1",
                "gums",
                "/CN=ce",
                subject,
                null,
                null,
                null,
                List.of("/cms/Role=pilot", "/cms"),
                true,
                null,
                "permit",
                "cms001",
                null,
                null,
                "g:7",
                120,
                35);
    }

    @Test
    void aDecisionIsOneLineOfJson() throws IOException {
        Path file = folder.resolve("decisions.jsonl");
        try (DecisionFile trail = new DecisionFile(file, Limits.standard())) {
            trail.record(decision("/CN=a \"quoted\"\nname"));
            trail.record(decision("/CN=b"));
        }
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst())
                .isEqualTo(
                        "{\"at\":\"2026-11-22T12:00:00Z\",\"id\":\"d1\",\"service\":\"gums\",\"caller\":\"/CN=ce\",\"subject\":\"/CN=a"
                                + " \\\"quoted\\\"\\n"
                                + "name\",\"fqans\":[\"/cms/Role=pilot\",\"/cms\"],\"verified\":true,\"decision\":\"permit\","
                                + "\"account\":\"cms001\",\"epoch\":\"g:7\",\"ageMillis\":120,\"micros\":35}");
    }

    @Test
    void everyDecisionIsWrittenOrCounted() throws IOException {
        Path file = folder.resolve("decisions.jsonl");
        long dropped;
        try (DecisionFile trail = new DecisionFile(file, Limits.standard(), 8)) {
            for (int i = 0; i < 20_000; i++) {
                trail.record(decision("/CN=" + i));
            }
            trail.close();
            dropped = trail.dropped();
            trail.record(decision("/CN=late"));
            assertThat(trail.dropped()).isEqualTo(dropped + 1);
        }
        try (Stream<String> lines = Files.lines(file)) {
            assertThat(lines.count() + dropped).isEqualTo(20_000);
        }
        assertThat(dropped).isPositive();
    }

    /** The same load as above, at which every other record is dropped. */
    @Test
    void whatMustBeOnRecordWaitsForRoomAndIsNeverDropped() throws Exception {
        Path file = folder.resolve("decisions.jsonl");
        AtomicInteger kept = new AtomicInteger();
        try (DecisionFile trail = new DecisionFile(file, Limits.standard(), 64)) {
            try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
                for (int i = 0; i < 4; i++) {
                    threads.execute(() -> {
                        for (int j = 0; j < 400; j++) {
                            trail.record(decision("/CN=any"));
                            kept.addAndGet(trail.keep(decision("/CN=must"), Duration.ofSeconds(10)) ? 1 : 0);
                        }
                    });
                }
            }
            assertThat(trail.dropped()).isPositive();
            trail.close();
            assertThat(trail.keep(decision("/CN=late"), Duration.ofSeconds(10))).isFalse();
        }
        assertThat(kept).hasValue(1600);
        try (Stream<String> lines = Files.lines(file)) {
            assertThat(lines.filter(line -> line.contains("/CN=must"))).hasSize(1600);
        }
    }

    @Test
    void whoeverFindsNoRoomInTimeIsToldSo() {
        try (DecisionFile trail = new DecisionFile(folder.resolve("decisions.jsonl"), Limits.standard(), 1)) {
            long refused = Stream.generate(() -> trail.keep(decision("/CN=a"), Duration.ZERO))
                    .limit(50)
                    .filter(kept -> !kept)
                    .count();
            assertThat(refused).isPositive();
            assertThat(trail.dropped()).isZero();
        }
    }

    @Test
    void aPlaceThatCannotBeWrittenIsCountedAndHurtsNobody() throws IOException {
        Path notAFolder = Files.createFile(folder.resolve("file"));
        try (DecisionFile trail = new DecisionFile(notAFolder.resolve("decisions.jsonl"), Limits.standard())) {
            trail.record(decision("/CN=a"));
            trail.close();
            assertThat(trail.dropped()).isPositive();
        }
    }
}
