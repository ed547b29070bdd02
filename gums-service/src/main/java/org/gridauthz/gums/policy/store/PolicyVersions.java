package org.gridauthz.gums.policy.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.gridauthz.audit.AdminAct;
import org.gridauthz.audit.store.AdminAudit;
import org.gridauthz.changes.Epoch;
import org.gridauthz.changes.store.ChangeLog;
import org.gridauthz.changes.store.ChangeWork;
import org.gridauthz.changes.store.NewChange;
import org.gridauthz.changes.store.Request;
import org.gridauthz.changes.store.Written;
import org.gridauthz.gums.policy.Mistake;
import org.gridauthz.gums.policy.PolicyReading;
import org.gridauthz.gums.policy.yaml.PolicyReader;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Stores versions of the policy and says which is in force. A document with mistakes is never stored. */
public final class PolicyVersions {
    /** The kind of change; its keys are version numbers. */
    public static final String KIND = "policy";

    /** Largest document, in characters. */
    public static final int MAX_DOCUMENT = 4 << 20;

    private final JdbcClient jdbc;
    private final ChangeLog changes;
    private final AdminAudit audit;
    private final InstantSource clock;

    /** @param dataSource the one that the change log writes through */
    public PolicyVersions(DataSource dataSource, ChangeLog changes, InstantSource clock) {
        this.jdbc = JdbcClient.create(dataSource);
        this.changes = changes;
        this.audit = new AdminAudit(dataSource, clock);
        this.clock = clock;
    }

    /**
     * Stores a document, and puts it in force if asked.
     *
     * @param remark for people, at most 2000 characters
     * @throws org.gridauthz.changes.store.WriteUnavailableException when it did not get through in time
     */
    public PolicyWrite store(
            String document, String remark, boolean activate, AdminAct act, @Nullable Request request) {
        if (document.length() > MAX_DOCUMENT) {
            return new PolicyWrite.Mistaken(
                    List.of(new Mistake(0, "", "the document has more than " + MAX_DOCUMENT + " characters")));
        }
        if (PolicyReader.read(document) instanceof PolicyReading.Refused refused) {
            return new PolicyWrite.Mistaken(refused.mistakes());
        }
        Written written = changes.write(NewChange.ofEverything(KIND), request, recorded(act, place -> {
            jdbc.sql("INSERT INTO policy_version (version, document, digest, remark, by_whom, at_ms)"
                            + " VALUES (?, ?, ?, ?, ?, ?)")
                    .params(place.seq(), document, digest(document), remark, act.who(), clock.millis())
                    .update();
            if (activate) {
                turn(place.seq(), act, place);
            }
        }));
        return new PolicyWrite.Done(written.epoch().seq(), written.epoch(), written.repeated());
    }

    /**
     * Puts a stored version in force.
     *
     * @param expected the version the administrator saw in force; null = whatever it is
     * @throws org.gridauthz.changes.store.WriteUnavailableException when it did not get through in time
     */
    public PolicyWrite activate(long version, @Nullable Long expected, AdminAct act, @Nullable Request request) {
        if (document(version).isEmpty()) {
            return new PolicyWrite.Unknown(version);
        }
        AtomicReference<@Nullable Long> other = new AtomicReference<>();
        try {
            Written written = changes.write(NewChange.ofEverything(KIND), request, recorded(act, place -> {
                long now = current().orElse(0L);
                if (expected != null && now != expected) {
                    other.set(now);
                    throw new OvertakenException();
                }
                turn(version, act, place);
            }));
            return new PolicyWrite.Done(version, written.epoch(), written.repeated());
        } catch (OvertakenException overtaken) {
            Long now = other.get();
            return new PolicyWrite.Overtaken(now == null ? 0 : now);
        }
    }

    private ChangeWork recorded(AdminAct act, ChangeWork work) {
        return place -> {
            work.run(place);
            audit.record(act, place);
        };
    }

    private void turn(long version, AdminAct act, Epoch place) {
        long last = jdbc.sql("SELECT COALESCE(MAX(turn), 0) FROM policy_turn")
                .query(Long.class)
                .single();
        jdbc.sql("INSERT INTO policy_turn (turn, version, by_whom, at_ms, seq) VALUES (?, ?, ?, ?, ?)")
                .params(last + 1, version, act.who(), clock.millis(), place.seq())
                .update();
    }

    /** The version in force. */
    public Optional<Long> current() {
        return current(jdbc);
    }

    static Optional<Long> current(JdbcClient jdbc) {
        return jdbc.sql("SELECT version FROM policy_turn ORDER BY turn DESC LIMIT 1")
                .query(Long.class)
                .optional();
    }

    /** The text of a version as it was stored. */
    public Optional<String> document(long version) {
        return document(jdbc, version);
    }

    static Optional<String> document(JdbcClient jdbc, long version) {
        return jdbc.sql("SELECT document FROM policy_version WHERE version = ?")
                .param(version)
                .query(String.class)
                .optional();
    }

    /** The newest versions, newest first. */
    public List<PolicyVersion> newest(int limit) {
        long current = current().orElse(0L);
        return jdbc.sql("SELECT version, digest, remark, by_whom, at_ms FROM policy_version"
                        + " ORDER BY version DESC LIMIT ?")
                .param(limit)
                .query((row, number) -> new PolicyVersion(
                        row.getLong(1),
                        HexFormat.of().formatHex(row.getBytes(2)),
                        row.getString(3),
                        row.getString(4),
                        Instant.ofEpochMilli(row.getLong(5)),
                        row.getLong(1) == current))
                .list();
    }

    private static byte[] digest(String document) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(document.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    /** Leaves the transaction. */
    private static final class OvertakenException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OvertakenException() {
            super(null, null, false, false);
        }
    }
}
