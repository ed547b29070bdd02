package org.gridauthz.gums.pool.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.gridauthz.changes.store.ChangeLog;
import org.gridauthz.gums.members.store.JdbcListStore;
import org.gridauthz.gums.members.store.ManualGroups;
import org.gridauthz.gums.policy.store.PolicyVersions;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.identity.SubjectKey;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.gridauthz.testkit.db.EarlierRelease;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What GUMS makes of rows of the release before, which goes on beside it during an upgrade. */
abstract class WrittenByTheReleaseBeforeContract {
    @RegisterExtension
    final DatabaseBackend db;

    WrittenByTheReleaseBeforeContract(DatabaseBackend db) {
        this.db = db;
    }

    private String account(String name) {
        SlashDn dn = new SlashDn("/DC=org/DC=example/CN=" + name);
        return new LeaseTaking(db.dataSource(), InstantSource.system(), new Retry(Duration.ofSeconds(5)))
                .take("cms", SubjectKey.of(dn), dn.text())
                .lease()
                .account();
    }

    @Test
    void everybodyKeepsHerAccountAndTheListsAndThePolicyStand() {
        assertThat(EarlierRelease.work(db.dataSource())).isEmpty();
        assertThat(account("Jane Doe")).as("leased then").isEqualTo("cms003");
        assertThat(account("Reserved One")).as("kept for that name").isEqualTo("cms005");
        assertThat(account("Somebody New")).isNotIn("cms003", "cms005", "cms006");
        assertThat(PoolCheck.violations(db.dataSource())).isEmpty();

        ChangeLog log = new ChangeLog(db.dataSource());
        PolicyVersions policies = new PolicyVersions(db.dataSource(), log, InstantSource.system());
        assertThat(policies.current().flatMap(policies::document).orElse("")).contains("/dune");
        assertThat(new ManualGroups(db.dataSource(), log).list("locals", 0, 10))
                .extracting(ManualGroups.Listed::email)
                .isEqualTo(List.of("ann@example.org"));
        assertThat(new JdbcListStore(db.dataSource(), log, () -> {}).all().values())
                .singleElement()
                .satisfies(list -> assertThat(list.size()).isEqualTo(2));
    }
}
