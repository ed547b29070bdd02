package org.gridauthz.gums.policy.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.List;
import org.gridauthz.audit.AdminAct;
import org.gridauthz.changes.Change;
import org.gridauthz.changes.store.ChangeLog;
import org.gridauthz.changes.store.Request;
import org.gridauthz.gums.mapping.Decision;
import org.gridauthz.gums.mapping.Host;
import org.gridauthz.gums.mapping.Mapper;
import org.gridauthz.gums.mapping.MappingRequest;
import org.gridauthz.gums.policy.Assertion;
import org.gridauthz.gums.policy.World;
import org.gridauthz.identity.Fqan;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.identity.Subject;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What every database must do with versions of the policy. */
abstract class PolicyVersionsContract {
    private static final AdminAct ACT = new AdminAct("/CN=admin", "127.0.0.1", "policy", "policy", "because", null);

    @RegisterExtension
    final DatabaseBackend db;

    private final Mapper mapper = new Mapper(World.EMPTY.leases(), 100);
    private PolicyVersions versions;
    private PolicyFollower follower;

    PolicyVersionsContract(DatabaseBackend db) {
        this.db = db;
    }

    @BeforeEach
    void open() {
        versions = new PolicyVersions(db.dataSource(), new ChangeLog(db.dataSource()), InstantSource.system());
        follower = new PolicyFollower(db.dataSource(), mapper, () -> {});
    }

    private static String document(String account) {
        return """
            format: 1
            groups: [{name: dune, voms: {group: /dune, match: vo}}]
            mappers: [{name: m, account: %s}]
            mappings: [{name: dune, groups: dune, mappers: m}]
            hosts: [{cn: localhost, mappings: dune}]  # ünï
            """.formatted(account);
    }

    private long stored(String account, boolean activate) {
        return ((PolicyWrite.Done) versions.store(document(account), "try " + account, activate, ACT, null)).version();
    }

    private String answer() {
        follower.apply(new Change(1, "x", PolicyVersions.KIND, List.of(), true));
        Decision decision = mapper.map(new MappingRequest(
                new Host("localhost"),
                new Subject.Person(new SlashDn("/CN=a"), false, null, null, List.of(Fqan.parse("/dune")), true)));
        return Assertion.text(decision);
    }

    @Test
    void aStoredVersionCountsOnceItIsInForce() {
        assertThat(answer()).isEqualTo("indeterminate: no-policy");
        long first = stored("first", true);
        assertThat(answer()).isEqualTo("first");
        long second = stored("second", false);
        assertThat(answer()).isEqualTo("first");
        assertThat(versions.activate(second, first, ACT, null)).isInstanceOf(PolicyWrite.Done.class);
        assertThat(answer()).isEqualTo("second");
        assertThat(versions.activate(first, null, ACT, null)).isInstanceOf(PolicyWrite.Done.class);
        assertThat(answer()).isEqualTo("first");
        assertThat(follower.inForce()).isEqualTo(first);
        assertThat(versions.document(second)).contains(document("second"));
        assertThat(versions.newest(10)).extracting(PolicyVersion::version).containsExactly(second, first);
        assertThat(versions.newest(10)).extracting(PolicyVersion::current).containsExactly(false, true);
        assertThat(db.jdbc()
                        .sql("SELECT COUNT(*) FROM admin_audit")
                        .query(Long.class)
                        .single())
                .isEqualTo(4);
    }

    @Test
    void whatCannotBeIsRefusedAndChangesNothing() {
        long first = stored("first", true);
        long second = stored("second", false);
        assertThat(versions.store("format: 2\n", "", true, ACT, null)).isInstanceOf(PolicyWrite.Mistaken.class);
        assertThat(versions.activate(second, second, ACT, null)).isEqualTo(new PolicyWrite.Overtaken(first));
        assertThat(versions.activate(4711, null, ACT, null)).isEqualTo(new PolicyWrite.Unknown(4711));
        assertThat(versions.current()).contains(first);
        assertThat(answer()).isEqualTo("first");
    }

    @Test
    void aRepeatedRequestIsOneWrite() {
        Request request = new Request("/CN=admin", "key", document("first"));
        PolicyWrite.Done once = (PolicyWrite.Done) versions.store(document("first"), "", true, ACT, request);
        PolicyWrite.Done again = (PolicyWrite.Done) versions.store(document("first"), "", true, ACT, request);
        assertThat(again.version()).isEqualTo(once.version());
        assertThat(again.repeated()).isTrue();
        assertThat(versions.newest(10)).hasSize(1);
    }

    @Test
    void aVersionThatCannotBeReadHereLeavesTheLastGoodOne() {
        stored("first", true);
        assertThat(answer()).isEqualTo("first");
        long second = stored("second", false);
        db.jdbc()
                .sql("UPDATE policy_version SET document = 'format: 9' WHERE version = ?")
                .param(second)
                .update();
        versions.activate(second, null, ACT, null);
        assertThat(answer()).isEqualTo("first");
    }
}
