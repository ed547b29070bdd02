package org.gridauthz.web.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.gridauthz.audit.AdminAct;
import org.gridauthz.changes.store.ChangeLog;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.gridauthz.web.Access;
import org.gridauthz.web.Access.AdminGrant;
import org.gridauthz.web.Access.Verb;
import org.gridauthz.web.store.AdminRights.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Rights as the database keeps them: who may do what, and that somebody is always left who may grant. */
abstract class AdminRightsContract {
    private static final SlashDn ADA = new SlashDn("/DC=org/CN=Ada");
    private static final SlashDn BEN = new SlashDn("/DC=org/CN=Ben");
    private static final AdminAct ACT = new AdminAct("/CN=boss", "::1", "grant-rights", "somebody", "a test", null);

    @RegisterExtension
    final DatabaseBackend database;

    private AdminRights rights;

    AdminRightsContract(DatabaseBackend database) {
        this.database = database;
    }

    @BeforeEach
    void start() {
        rights = rights(false);
    }

    /** Another process: its writers queue for themselves. */
    private AdminRights rights(boolean configured) {
        DataSource source = database.newPool(2);
        return new AdminRights(source, new ChangeLog(source), InstantSource.system(), configured);
    }

    private static AdminGrant grant(SlashDn dn, String vo, Verb... verbs) {
        return new AdminGrant(dn, vo, Set.of(verbs));
    }

    @Test
    void aGrantReplacesWhatThePersonCouldDoThere() {
        rights.grant(grant(ADA, Access.ALL, Verb.ADMINS), ACT, null);
        rights.grant(grant(BEN, "dune", Verb.BANS, Verb.READ), ACT, null);
        rights.grant(grant(BEN, "dune", Verb.MEMBERS), ACT, null);
        rights.grant(grant(BEN, "cms", Verb.READ), ACT, null);
        assertThat(rights.all())
                .containsExactly(
                        grant(ADA, Access.ALL, Verb.ADMINS),
                        grant(BEN, "cms", Verb.READ),
                        grant(BEN, "dune", Verb.MEMBERS));
        assertThat(rights.withdraw(BEN, "cms", ACT, null)).isInstanceOf(Outcome.Done.class);
        assertThat(rights.withdraw(BEN, "cms", ACT, null)).isInstanceOf(Outcome.NothingThere.class);
    }

    @Test
    void theLastWhoMayGrantStays() {
        rights.grant(grant(ADA, Access.ALL, Verb.ADMINS), ACT, null);
        rights.grant(grant(BEN, "dune", Verb.ADMINS), ACT, null);
        assertThat(rights.withdraw(ADA, Access.ALL, ACT, null)).isInstanceOf(Outcome.LastAdmin.class);
        assertThat(rights.grant(grant(ADA, Access.ALL, Verb.READ), ACT, null)).isInstanceOf(Outcome.LastAdmin.class);
        assertThat(rights.all()).contains(grant(ADA, Access.ALL, Verb.ADMINS));
        assertThat(rights(true).withdraw(ADA, Access.ALL, ACT, null))
                .as("somebody in the configuration file may grant")
                .isInstanceOf(Outcome.Done.class);
    }

    @Test
    void twoWhoWithdrawEachOtherDoNotBothSucceed() throws Exception {
        for (int round = 0; round < 20; round++) {
            rights(true).grant(grant(ADA, Access.ALL, Verb.ADMINS), ACT, null);
            rights(true).grant(grant(BEN, Access.ALL, Verb.ADMINS), ACT, null);
            CyclicBarrier together = new CyclicBarrier(2);
            try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
                List<Callable<Outcome>> both = Stream.of(ADA, BEN)
                        .<Callable<Outcome>>map(dn -> () -> {
                            AdminRights process = rights(false);
                            together.await();
                            return process.withdraw(dn, Access.ALL, ACT, null);
                        })
                        .toList();
                long done = 0;
                for (Future<Outcome> one : threads.invokeAll(both)) {
                    done += one.get() instanceof Outcome.Done ? 1 : 0;
                }
                assertThat(done).isEqualTo(1);
            }
            assertThat(rights.all()).hasSize(1);
        }
    }
}
