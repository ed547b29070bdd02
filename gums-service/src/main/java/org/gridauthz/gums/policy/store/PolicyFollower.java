package org.gridauthz.gums.policy.store;

import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.gridauthz.changes.Change;
import org.gridauthz.changes.ChangeListener;
import org.gridauthz.changes.Epoch;
import org.gridauthz.changes.ReloadReason;
import org.gridauthz.gums.mapping.CompiledPolicy;
import org.gridauthz.gums.mapping.Mapper;
import org.gridauthz.gums.policy.PolicyReading;
import org.gridauthz.gums.policy.yaml.PolicyReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Puts the current version of the policy in force. A version that cannot be read here (stored by a newer release) leaves
 * the last good one in force, with an error in the log.
 */
public final class PolicyFollower implements ChangeListener {
    private static final Logger LOG = LoggerFactory.getLogger(PolicyFollower.class);

    private final JdbcClient jdbc;
    private final Mapper mapper;
    private volatile long inForce;

    /** @param dataSource the follower's own */
    public PolicyFollower(DataSource dataSource, Mapper mapper) {
        this.jdbc = JdbcClient.create(dataSource);
        this.mapper = mapper;
    }

    /** The version in force here; 0 before the first. */
    public long inForce() {
        return inForce;
    }

    @Override
    public Set<String> kinds() {
        return Set.of(PolicyVersions.KIND);
    }

    @Override
    public void apply(Change change) {
        read().run();
    }

    @Override
    public Runnable reload(ReloadReason reason, Epoch head) {
        return read();
    }

    private Runnable read() {
        Optional<Long> current = PolicyVersions.current(jdbc);
        if (current.isEmpty() || current.get() == inForce) {
            return () -> {};
        }
        long version = current.get();
        PolicyReading reading =
                PolicyReader.read(PolicyVersions.document(jdbc, version).orElse(""));
        if (reading instanceof PolicyReading.Read read) {
            CompiledPolicy compiled = CompiledPolicy.of(read.policy());
            return () -> {
                mapper.update(index -> index.with(compiled));
                inForce = version;
                LOG.info("policy version {} is in force", version);
            };
        }
        LOG.error("policy version {} cannot be read here, {} stays in force: {}", version, inForce, reading);
        return () -> {};
    }
}
