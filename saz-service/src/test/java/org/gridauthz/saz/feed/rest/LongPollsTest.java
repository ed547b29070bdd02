package org.gridauthz.saz.feed.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.gridauthz.ban.BanIndex;
import org.gridauthz.saz.feed.BanLists;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

class LongPollsTest {
    private final AtomicReference<BanIndex> bans = new AtomicReference<>(empty());
    private final BanLists lists = new BanLists(bans::get, Map.of(), all -> out -> {});
    private final LongPolls polls = new LongPolls(lists);

    private static BanIndex empty() {
        return BanIndex.of(List.of(), Map.of(), Instant.MIN);
    }

    /** As a fetch is answered whose file was of that state. */
    private Supplier<ResponseEntity<byte[]>> since(BanIndex state) {
        return () -> lists.is(state)
                ? ResponseEntity.status(HttpStatus.NOT_MODIFIED).build()
                : ResponseEntity.ok(new byte[0]);
    }

    @Test
    void whoeverWaitsIsToldOfTheNextChangeAndOfNothingElse() {
        var waiting = polls.until(Duration.ofMinutes(5), since(bans.get()));
        polls.tick();
        assertThat(waiting.hasResult()).isFalse();
        bans.set(empty());
        polls.tick();
        assertThat(waiting.hasResult()).isTrue();
    }
}
