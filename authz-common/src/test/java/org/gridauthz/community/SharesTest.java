package org.gridauthz.community;

import static org.assertj.core.api.Assertions.assertThat;

import org.gridauthz.community.Errand.Kind;
import org.junit.jupiter.api.Test;

class SharesTest {
    private final Scheduler scheduler = new Scheduler(Communities.of(Community.everybody()), System::nanoTime, false);

    private static class Call extends Errand {
        Call() {
            super(Kind.CALL);
        }

        @Override
        protected void seated() {}

        @Override
        protected void shed(Shed why) {}
    }

    @Test
    void aCommunityHasItsPartAndOthersAreNotCounted() {
        Shares shares = new Shares(1);
        assertThat(shares.take()).isEmpty();
        assertThat(shares.take()).isEmpty();
        Call call = new Call();
        scheduler.offer(call, Community.DEFAULT);
        new Seat(scheduler, call).work(() -> {
            String taken = shares.take();
            assertThat(taken).isEqualTo(Community.DEFAULT);
            assertThat(shares.take()).isNull();
            shares.giveBack(taken);
            assertThat(shares.take()).isEqualTo(Community.DEFAULT);
        });
    }

    @Test
    void aRationIsRenewed() {
        Ration ration = new Ration(1);
        assertThat(ration.take()).isTrue();
        assertThat(ration.take()).isTrue();
        Call call = new Call();
        scheduler.offer(call, Community.DEFAULT);
        new Seat(scheduler, call).work(() -> {
            assertThat(ration.take()).isTrue();
            assertThat(ration.take()).isFalse();
            ration.renew();
            assertThat(ration.take()).isTrue();
        });
    }

    @Test
    void theSeatIsFreeWhileItsHolderWaitsAndTakenAgainAfterwards() throws Exception {
        Call call = new Call() {
            private Seat seat;

            @Override
            protected void seated() {
                if (seat != null) {
                    assertThat(seat.returned()).isTrue();
                    return;
                }
                seat = new Seat(scheduler, this);
                seat.work(() -> {
                    try {
                        int seats = Seat.whileAway(SharesTest.this::seats);
                        assertThat(seats).isZero();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                    assertThat(seats()).isEqualTo(1);
                });
            }
        };
        scheduler.offer(call, Community.DEFAULT);
        assertThat(seats()).isZero();
    }

    private int seats() {
        return scheduler.standings().getFirst().seats();
    }

    @Test
    void whoShowsOneNewThingAfterAnotherPushesOutHisOwn() {
        Portions<String> portions = new Portions<>(2);
        assertThat(portions.entered("b", "calm")).isNull();
        assertThat(portions.entered("a", "1")).isNull();
        assertThat(portions.entered("a", "2")).isNull();
        assertThat(portions.entered("a", "1")).as("seen again").isNull();
        assertThat(portions.entered("a", "3")).isEqualTo("2");
        assertThat(portions.entered("a", "4")).isEqualTo("1");
        assertThat(portions.entered("b", "calmer")).isNull();
        assertThat(portions.entered(null, "a job's")).isNull();
    }
}
