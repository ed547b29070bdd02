package org.gridauthz.gums.pool.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.gridauthz.changes.store.ChangeLog;
import org.gridauthz.gums.pool.AccountRange;
import org.gridauthz.gums.pool.GridmapdirName;
import org.gridauthz.gums.pool.LeaseStore.Held;
import org.gridauthz.gums.pool.Reserved;
import org.gridauthz.gums.pool.Reserved.Why;
import org.gridauthz.gums.pool.store.LeaseReservations.Assignment;
import org.gridauthz.gums.pool.store.LeaseReservations.Shown;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.identity.SubjectKey;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.Test;

/** Assignments that a site brings along: given to their names and to nobody else. */
abstract class BroughtAlongContract extends PoolScene {
    BroughtAlongContract(DatabaseBackend db) {
        super(db);
    }

    private static Assignment assignment(String account, String name) {
        return new Assignment(account, name.startsWith("/") ? GridmapdirName.of(name) : new GridmapdirName(name));
    }

    private LeaseReservations reservations() {
        return new LeaseReservations(db.dataSource(), new ChangeLog(db.dataSource()), clock);
    }

    private String take(String dn) {
        Held held = taking.take("cms", SubjectKey.of(new SlashDn(dn)), dn);
        return held == null ? "none" : held.lease().account();
    }

    @Test
    void assignmentsBroughtAlongAreGivenToTheirNamesAndToNobodyElse() {
        accounts.add("cms", AccountRange.parse("cms001-004"), NOTHING);
        Instant until = clock.instant().plus(Duration.ofDays(90));
        Reserved kept = reservations()
                .keep(
                        List.of(
                                assignment("cms003", "%2Fdc%3Dorg%2Fcn%3Dalice%20adams:cms"),
                                assignment("cms001", "/DC=org/CN=Bob"),
                                assignment("cms002", "/DC=org/CN=bob"),
                                assignment("cms001", "/DC=org/CN=Carl"),
                                assignment("atlas9", "/DC=org/CN=Dan")),
                        until,
                        false,
                        NOTHING);
        assertThat(kept.accounts()).isEqualTo(2);
        assertThat(kept.left())
                .extracting(Reserved.Left::why)
                .containsExactly(Why.NAME_REPEATED, Why.ACCOUNT_REPEATED, Why.ACCOUNT_UNKNOWN);
        assertThat(kept.epoch()).isNotNull();

        assertThat(List.of(take("/DC=org/CN=One"), take("/DC=org/CN=Two")))
                .containsExactlyInAnyOrder("cms002", "cms004");
        assertThat(take("/DC=org/CN=Three")).isEqualTo("none");
        assertThat(take("/DC=org/CN=Alice Adams")).isEqualTo("cms003");
        assertThat(reservations().gridmapdir("cms"))
                .extracting(
                        Shown::account,
                        shown -> shown.link() == null ? "" : shown.link().text())
                .contains(
                        tuple("cms001", "%2fdc%3dorg%2fcn%3dbob"),
                        tuple("cms003", "%2Fdc%3Dorg%2Fcn%3Dalice%20adams:cms"));

        Reserved late = reservations().keep(List.of(assignment("cms003", "/DC=org/CN=Eve")), until, false, NOTHING);
        assertThat(late.left()).extracting(Reserved.Left::why).containsExactly(Why.ACCOUNT_WAS_LEASED);

        clock.pass(Duration.ofDays(91));
        assertThat(take("/DC=org/CN=Three")).isEqualTo("cms001");
        assertThat(take("/DC=org/CN=Bob")).isEqualTo("none");
    }

    @Test
    void aGridmapdirTakenOverIsTheOneThatIsGivenAway() {
        accounts.add("cms", AccountRange.parse("cms001-260"), NOTHING);
        List<Assignment> brought = new ArrayList<>();
        for (int i = 1; i <= 250; i += 2) {
            brought.add(assignment(
                    "cms%03d".formatted(i),
                    GridmapdirName.of("/DC=org/CN=User " + i).text() + (i % 3 == 0 ? ":cms" : "")));
        }
        Instant until = clock.instant().plus(Duration.ofDays(90));
        assertThat(reservations().keep(brought, until, true, NOTHING).accounts())
                .isEqualTo(125);
        assertThat(reservations().gridmapdir("cms")).allMatch(shown -> shown.link() == null);
        reservations().keep(brought, until, false, NOTHING);
        reservations().keep(brought, until, false, NOTHING);
        for (int i = 1; i <= 250; i += 10) {
            assertThat(take("/DC=org/CN=User " + i)).isEqualTo("cms%03d".formatted(i));
        }
        List<Assignment> given = reservations().gridmapdir("cms").stream()
                .filter(shown -> shown.link() != null)
                .map(shown -> new Assignment(shown.account(), shown.link()))
                .toList();
        assertThat(given).isEqualTo(brought);
    }
}
