package org.gridauthz.gums.policy.store;

import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.gridauthz.changes.Change;
import org.gridauthz.changes.ChangeListener;
import org.gridauthz.changes.Epoch;
import org.gridauthz.changes.Kept;
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
    private final Runnable shown;
    private volatile Stored inForce = new Stored(0, "");

    /**
     * @param dataSource the follower's own
     * @param shown called after a policy came into force: what it says of lists is to be shown
     */
    public PolicyFollower(DataSource dataSource, Mapper mapper, Runnable shown) {
        this.jdbc = JdbcClient.create(dataSource);
        this.mapper = mapper;
        this.shown = shown;
    }

    /** A version with its text. */
    record Stored(long version, String document) {}

    /** The version in force here; 0 before the first. */
    public long inForce() {
        return inForce.version();
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

    @Override
    public Kept kept() {
        return new KeptPolicy(this);
    }

    /** The version in force and its text. */
    Stored stored() {
        return inForce;
    }

    private Runnable read() {
        Optional<Long> current = PolicyVersions.current(jdbc);
        if (current.isEmpty() || current.get() == inForce.version()) {
            return () -> {};
        }
        long version = current.get();
        return read(version, PolicyVersions.document(jdbc, version).orElse(""));
    }

    /** Reads a document; what comes back puts it in force. */
    Runnable read(long version, String text) {
        PolicyReading reading = PolicyReader.read(text);
        if (reading instanceof PolicyReading.Read read) {
            CompiledPolicy compiled = CompiledPolicy.of(read.policy());
            return () -> {
                mapper.update(index -> index.with(compiled));
                shown.run();
                inForce = new Stored(version, text);
                LOG.info("policy version {} is in force", version);
            };
        }
        LOG.error("policy version {} cannot be read here, {} stays in force: {}", version, inForce.version(), reading);
        return () -> {};
    }
}
