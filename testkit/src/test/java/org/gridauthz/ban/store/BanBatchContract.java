package org.gridauthz.ban.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.gridauthz.audit.AdminAct;
import org.gridauthz.ban.Ban;
import org.gridauthz.ban.BanKind;
import org.gridauthz.ban.BanTarget;
import org.gridauthz.ban.store.BanBatch.Wanted;
import org.gridauthz.ban.store.BanOutcome.AlreadyBanned;
import org.gridauthz.ban.store.BanOutcome.Done;
import org.gridauthz.ban.store.BanOutcome.NotInForce;
import org.gridauthz.changes.store.ChangeLog;
import org.gridauthz.changes.store.Request;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Many bans at once, other ends, and pages, on every engine. */
abstract class BanBatchContract {
    private static final AdminAct ACT = new AdminAct("/CN=officer", "::1", "ban", "many", "stolen keys", null);
    private static final Instant FAR = Instant.parse("2999-01-01T00:00:00Z");

    @RegisterExtension
    final DatabaseBackend db;

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    BanBatchContract(DatabaseBackend db) {
        this.db = db;
    }

    private BanBook book() {
        return new BanBook(db.dataSource(), new ChangeLog(db.dataSource()), () -> now);
    }

    @Test
    void eachRowHasItsOutcomeAndARepeatedCallTheSame() {
        BanBook book = book();
        book.ban(dn("/CN=1"), Ban.OFFICER, "before", "T-0", null, ACT, null);
        List<Wanted> wanted = List.of(wanted("/CN=1"), wanted("/CN=2"), wanted("/CN=3"));
        Request request = new Request("/CN=officer", "key#0", "content");
        BanBatch.Result first = new BanBatch(book).ban(wanted, Ban.OFFICER, (i, place) -> i != 2, ACT, request);
        assertThat(first.outcomes().get(0)).isInstanceOf(AlreadyBanned.class);
        assertThat(first.outcomes().get(1)).isInstanceOf(Done.class);
        assertThat(first.outcomes().get(2)).isInstanceOf(NotInForce.class);
        BanBatch.Result again = new BanBatch(book).ban(wanted, Ban.OFFICER, BanBatch.Admission.ALL, ACT, request);
        assertThat(Objects.requireNonNull(again.written()).repeated()).isTrue();
        assertThat(again.outcomes().get(1)).isInstanceOf(Done.class);
        assertThat(again.outcomes().get(2)).isInstanceOf(NotInForce.class);
        assertThat(book.inForce(null)).hasSize(2);
    }

    @Test
    void aBatchWithNothingNewWritesNothing() {
        BanBook book = book();
        new BanBatch(book).ban(List.of(wanted("/CN=1")), Ban.OFFICER, BanBatch.Admission.ALL, ACT, null);
        BanBatch.Result none =
                new BanBatch(book).ban(List.of(wanted("/CN=1")), Ban.OFFICER, BanBatch.Admission.ALL, ACT, null);
        assertThat(none.written()).isNull();
        assertThat(db.jdbc()
                        .sql("SELECT COUNT(*) FROM change_log")
                        .query(Long.class)
                        .single())
                .isOne();
    }

    @Test
    void anotherEndIsAnotherTurnAndLeavesThePastAsItWas() {
        BanBook book = book();
        Done made = (Done) book.ban(dn("/CN=1"), Ban.OFFICER, "r", "T", null, ACT, null);
        String id = made.ban().id();
        Instant before = now;
        now = now.plusSeconds(60);
        assertThat(((Done) book.endAt(id, 1, FAR, ACT, null)).ban().turn()).isEqualTo(2);
        assertThat(book.endAt(id, 1, null, ACT, null)).isInstanceOf(NotInForce.class);
        assertThat(book.inForce(null))
                .singleElement()
                .satisfies(ban -> assertThat(ban.until()).isEqualTo(FAR));
        now = now.plusSeconds(60);
        book.lift(id, 2, ACT, null);
        BanPages pages = new BanPages(db.dataSource());
        assertThat(pages.page(filter(now), null, 10)).isEmpty();
        assertThat(pages.page(filter(before), null, 10))
                .singleElement()
                .satisfies(turn -> assertThat(turn.ban().turn()).isOne());
        assertThat(pages.page(filter(before.plusSeconds(90)), null, 10))
                .singleElement()
                .satisfies(turn -> assertThat(turn.ban().turn()).isEqualTo(2));
        assertThat(pages.turns(List.of(id))).hasSize(3);
        assertThat(pages.origins()).containsExactly(Ban.OFFICER);
    }

    @Test
    void pagesAreWholeAndFiltered() {
        BanBook book = book();
        List<Wanted> all = new ArrayList<>(
                IntStream.range(0, 150).mapToObj(i -> wanted("/CN=person " + i)).toList());
        all.add(new Wanted(BanTarget.of(BanKind.FQAN, "/dune/prod"), "r", "T", null));
        all.add(new Wanted(BanTarget.of(BanKind.FQAN, "/dunes"), "r", "T", null));
        all.add(new Wanted(BanTarget.of(BanKind.VO, "dune"), "r", "T", FAR));
        new BanBatch(book).ban(all, Ban.OFFICER, BanBatch.Admission.ALL, ACT, null);
        BanPages pages = new BanPages(db.dataSource());
        List<String> seen = new ArrayList<>();
        List<BanTurn> page = pages.page(filter(now), null, 40);
        while (!page.isEmpty()) {
            page.forEach(turn -> seen.add(turn.ban().id()));
            page = pages.page(filter(now), seen.getLast(), 40);
        }
        assertThat(seen).hasSize(153).doesNotHaveDuplicates();
        assertThat(pages.page(new BanPages.Filter(null, null, null, "dune", now), null, 10))
                .hasSize(2);
        assertThat(pages.page(new BanPages.Filter(BanKind.DN, Ban.OFFICER, "person 14", null, now), null, 20))
                .hasSize(11);
        assertThat(pages.page(new BanPages.Filter(null, null, null, null, FAR), null, 200))
                .hasSize(152);
        assertThat(pages.page(new BanPages.Filter(null, null, "PERSON", null, now), null, 10))
                .isEmpty();
    }

    private static BanPages.Filter filter(Instant at) {
        return new BanPages.Filter(null, null, null, null, at);
    }

    private static BanTarget dn(String name) {
        return BanTarget.of(BanKind.DN, name);
    }

    private static Wanted wanted(String name) {
        return new Wanted(dn(name), "r", "T-1", null);
    }
}
