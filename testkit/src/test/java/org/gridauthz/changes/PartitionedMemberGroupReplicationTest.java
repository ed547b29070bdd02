package org.gridauthz.changes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gridauthz.testkit.db.ClusterKind;
import org.gridauthz.testkit.db.DatabaseCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;

/** The others hang until this one has given them up; they go on without it, and it is told to leave. */
@Tag("cluster")
class PartitionedMemberGroupReplicationTest extends PartitionedMemberContract {
    private static final DatabaseCluster GROUP = DatabaseCluster.start(ClusterKind.GROUP_REPLICATION);

    PartitionedMemberGroupReplicationTest() {
        super(GROUP);
    }

    @AfterAll
    static void stop() {
        GROUP.close();
    }

    @Override
    void setUpBadly() {
        GROUP.execute(0, "SET GLOBAL group_replication_exit_state_action = 'READ_ONLY'");
        GROUP.execute(0, "SET GLOBAL group_replication_autorejoin_tries = 0");
    }

    @Override
    void cutOff() {
        GROUP.freeze(1);
        GROUP.freeze(2);
        until(() -> asked("SELECT member_state FROM performance_schema.replication_group_members"
                        + " WHERE member_id = @@server_uuid")
                .equals("ERROR"));
        GROUP.thaw(1);
        GROUP.thaw(2);
        GROUP.await(1, 2);
    }

    @Override
    void showHowItAnswers(Epoch before) {
        assertThat(plain()).as("it goes on answering").isEqualTo(before);
        GROUP.execute(0, "STOP GROUP_REPLICATION");
        assertThat(waitedFor("group_replication_consistency=%27BEFORE%27"))
                .as("left for good, or not yet joined after a start: it does not wait, and answers from before the ban")
                .isEqualTo(before.seq());
        assertThatThrownBy(this::looked)
                .as("so it is asked whether it is a member")
                .hasRootCauseMessage("Subquery returns more than 1 row");
    }

    @Override
    void heal() {
        GROUP.execute(0, "START GROUP_REPLICATION");
    }
}
