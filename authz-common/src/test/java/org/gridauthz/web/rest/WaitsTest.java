package org.gridauthz.web.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.gridauthz.web.ErrorCode;
import org.gridauthz.web.Refusal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.web.context.request.async.DeferredResult;

class WaitsTest {
    private static final Duration LONG = Duration.ofMinutes(5);
    private final Waits<String> waits = new Waits<>(2);
    private final AtomicReference<@Nullable String> news = new AtomicReference<>();

    private DeferredResult<String> wait(Supplier<@Nullable String> from) {
        return waits.until(LONG, from, () -> "nothing");
    }

    /** Without the look after it stands among the waiting, this one would wait for the change after next. */
    @Test
    void aChangeBetweenTheFirstLookAndTheWaitIsNotMissed() {
        Iterator<String> looks = java.util.Arrays.asList(null, "changed").iterator();
        assertThat(wait(looks::next).getResult()).isEqualTo("changed");
    }

    @Test
    void newsIsToldAtOnceOrAtTheNextLook() {
        DeferredResult<String> one = wait(news::get);
        waits.look();
        assertThat(one.hasResult()).isFalse();
        news.set("changed");
        waits.look();
        assertThat(one.getResult()).isEqualTo("changed");
        assertThat(wait(news::get).getResult()).isEqualTo("changed");
    }

    @Test
    void whoeverMayNotWaitIsAnsweredAtOnce() {
        assertThat(waits.until(Duration.ZERO, news::get, () -> "nothing").getResult())
                .isEqualTo("nothing");
        List<DeferredResult<String>> two = List.of(wait(news::get), wait(news::get));
        assertThat(waits.waiting()).isEqualTo(2);
        assertThat(wait(news::get).getResult()).as("one too many").isEqualTo("nothing");
        assertThat(two).noneMatch(DeferredResult::hasResult);
    }

    @Test
    void aRefusalIsAnAnswerAndAFailureIsNone() {
        AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
        DeferredResult<String> one = wait(() -> {
            if (failure.get() != null) {
                throw failure.get();
            }
            return null;
        });
        failure.set(new IllegalStateException("the database is away"));
        waits.look();
        assertThat(one.hasResult()).isFalse();
        failure.set(new Refusal(ErrorCode.NOT_FOUND, "gone meanwhile"));
        waits.look();
        assertThat(one.getResult()).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> wait(() -> {
                    throw new Refusal(ErrorCode.NOT_FOUND, "never was");
                }))
                .isInstanceOf(Refusal.class);
    }
}
