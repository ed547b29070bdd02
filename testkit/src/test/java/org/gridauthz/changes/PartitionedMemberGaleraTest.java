package org.gridauthz.changes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.gridauthz.testkit.db.ClusterKind;
import org.gridauthz.testkit.db.DatabaseCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.springframework.core.NestedExceptionUtils;

/** Nothing passes any more between this member and the others, in neither direction; it is alone and not Primary, and they are. */
@Tag("cluster")
class PartitionedMemberGaleraTest extends PartitionedMemberContract {
    private static final DatabaseCluster CLUSTER = DatabaseCluster.start(ClusterKind.GALERA);

    PartitionedMemberGaleraTest() {
        super(CLUSTER);
    }

    @AfterAll
    static void stop() {
        CLUSTER.close();
    }

    /** Reads are answered outside a primary component too, and the ones that were to wait do not. */
    @Override
    void setUpBadly() {
        CLUSTER.execute(0, "SET GLOBAL wsrep_dirty_reads = ON");
    }

    @Override
    void cutOff() {
        CLUSTER.execute(0, "SET GLOBAL wsrep_provider_options = 'gmcast.isolate=1'");
        until(() -> status("wsrep_cluster_status").equals("non-Primary"));
        CLUSTER.await(1, 2);
    }

    private String status(String name) {
        return asked(
                "SELECT variable_value FROM information_schema.global_status WHERE variable_name = '" + name + "'");
    }

    @Override
    void showHowItAnswers(Epoch before) {
        assertThat(plain()).as("it goes on answering").isEqualTo(before);
        assertThat(waitedFor("wsrep_sync_wait=15"))
                .as("it does not wait, and answers from before the ban")
                .isEqualTo(before.seq());
        assertThatThrownBy(() -> waitedFor("wsrep_sync_wait=1,wsrep_dirty_reads=OFF"))
                .as("so a follower's read asks for none that is dirty")
                .satisfies(this::refused);
        CLUSTER.execute(0, "SET GLOBAL wsrep_dirty_reads = OFF");
        assertThatThrownBy(() -> waitedFor("wsrep_sync_wait=0"))
                .as("with the server's own default every read is refused")
                .satisfies(this::refused);
    }

    /** Not prepared (1047), or the wait for the others cannot be had (1205). */
    private void refused(Throwable failure) {
        assertThat(NestedExceptionUtils.getMostSpecificCause(failure))
                .isInstanceOfSatisfying(
                        SQLException.class,
                        said -> assertThat(said.getErrorCode()).isIn(1047, 1205));
    }

    @Override
    void heal() {
        CLUSTER.execute(0, "SET GLOBAL wsrep_provider_options = 'gmcast.isolate=0'");
    }
}
