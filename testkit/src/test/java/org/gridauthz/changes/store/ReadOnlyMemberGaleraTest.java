package org.gridauthz.changes.store;

import java.util.List;
import java.util.stream.Stream;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.gridauthz.testkit.db.DatabaseCluster;
import org.junit.jupiter.api.Tag;

@Tag("cluster")
class ReadOnlyMemberGaleraTest extends ReadOnlyMemberContract {
    ReadOnlyMemberGaleraTest() {
        super(DatabaseBackend.galera(), DatabaseCluster.galera());
    }

    static Stream<Refusing> ways() {
        return Stream.of(
                new Refusing(
                        "made read-only by hand",
                        true,
                        List.of("SET GLOBAL read_only = 1"),
                        List.of("SET GLOBAL read_only = 0")),
                new Refusing(
                        "cut off: non-Primary",
                        false,
                        List.of("SET GLOBAL wsrep_provider_options = 'gmcast.isolate=1'"),
                        List.of("SET GLOBAL wsrep_provider_options = 'gmcast.isolate=0'")));
    }
}
