package org.gridauthz.web.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.gridauthz.audit.AdminAct;
import org.gridauthz.audit.store.AdminAudit;
import org.gridauthz.changes.store.ChangeLog;
import org.gridauthz.changes.store.ChangeWork;
import org.gridauthz.changes.store.NewChange;
import org.gridauthz.changes.store.Request;
import org.gridauthz.changes.store.Written;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.web.Access;
import org.gridauthz.web.Access.AdminGrant;
import org.gridauthz.web.Access.Verb;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Rights that admins granted each other, shared by the services of a site. Each change is one transaction with its place in
 * the change log and its audit row. Failures of the database are the exceptions of {@link ChangeLog#write}.
 */
public final class AdminRights {
    /** The kind of change; its keys are DNs. */
    public static final String KIND = "admin";

    private final JdbcClient jdbc;
    private final ChangeLog log;
    private final AdminAudit audit;
    private final InstantSource clock;
    private final boolean configured;

    /**
     * @param dataSource the one that {@code log} writes through
     * @param configured whether the configuration names somebody who may grant everything
     */
    public AdminRights(DataSource dataSource, ChangeLog log, InstantSource clock, boolean configured) {
        this.jdbc = JdbcClient.create(dataSource);
        this.log = log;
        this.audit = new AdminAudit(dataSource, clock);
        this.clock = clock;
        this.configured = configured;
    }

    /** What came of a change of rights. */
    public sealed interface Outcome {
        /** It is committed. */
        record Done(Written written) implements Outcome {}

        /** There is nothing of this person's for this VO. */
        record NothingThere() implements Outcome {}

        /** Nobody would be left who may grant rights; nothing was written. */
        record LastAdmin() implements Outcome {}
    }

    /** Makes the rights of a person for a VO, or for all, be these. */
    public Outcome grant(AdminGrant grant, AdminAct act, @Nullable Request request) {
        return change(grant.dn(), request, place -> {
            if (!grant.verbs().contains(Verb.ADMINS) || !grant.vo().equals(Access.ALL)) {
                requireAnotherThan(grant.dn(), grant.vo());
            }
            delete(grant.dn(), grant.vo());
            jdbc.sql(
                            "INSERT INTO admin_right (dn_key, vo, dn, verbs, by_whom, at_ms, seq) VALUES (?, ?, ?, ?, ?, ?, ?)")
                    .params(Arrays.asList(
                            key(grant.dn()),
                            grant.vo(),
                            grant.dn().text(),
                            text(grant.verbs()),
                            act.who(),
                            clock.millis(),
                            place.seq()))
                    .update();
            audit.record(act, place);
        });
    }

    /** Takes all rights of a person for a VO, or those for all VOs. */
    public Outcome withdraw(SlashDn dn, String vo, AdminAct act, @Nullable Request request) {
        return change(dn, request, place -> {
            requireAnotherThan(dn, vo);
            if (delete(dn, vo) == 0) {
                throw new Stopped(new Outcome.NothingThere());
            }
            audit.record(act, place);
        });
    }

    /** All of them, by name. */
    public List<AdminGrant> all() {
        return all(jdbc);
    }

    static List<AdminGrant> all(JdbcClient jdbc) {
        return jdbc.sql("SELECT dn, vo, verbs FROM admin_right ORDER BY dn, vo")
                .query(AdminRights::grant)
                .list();
    }

    private Outcome change(SlashDn dn, @Nullable Request request, ChangeWork work) {
        try {
            return new Outcome.Done(log.write(NewChange.of(KIND, List.of(dn.text())), request, work));
        } catch (Stopped stopped) {
            return stopped.outcome;
        }
    }

    /** Of two withdrawals at one time, also on two members of a cluster, one loses the head of the change log and comes here again. */
    private void requireAnotherThan(SlashDn dn, String vo) {
        if (configured || !vo.equals(Access.ALL)) {
            return;
        }
        boolean another = jdbc
                .sql("SELECT dn, vo, verbs FROM admin_right WHERE vo = ?")
                .params(Access.ALL)
                .query(AdminRights::grant)
                .stream()
                .anyMatch(grant ->
                        grant.verbs().contains(Verb.ADMINS) && !grant.dn().equals(dn));
        if (!another) {
            throw new Stopped(new Outcome.LastAdmin());
        }
    }

    private int delete(SlashDn dn, String vo) {
        return jdbc.sql("DELETE FROM admin_right WHERE dn_key = ? AND vo = ?")
                .params(key(dn), vo)
                .update();
    }

    private static AdminGrant grant(ResultSet row, int number) throws SQLException {
        return new AdminGrant(new SlashDn(row.getString(1)), row.getString(2), verbs(row.getString(3)));
    }

    private static String text(Set<Verb> verbs) {
        return new TreeSet<>(verbs).stream().map(Verb::name).collect(Collectors.joining(","));
    }

    /** A verb of a later release is nothing that anybody here could do. */
    private static Set<Verb> verbs(String text) {
        Set<Verb> verbs = EnumSet.noneOf(Verb.class);
        for (String name : text.split(",")) {
            for (Verb verb : Verb.values()) {
                if (verb.name().equals(name)) {
                    verbs.add(verb);
                }
            }
        }
        return verbs;
    }

    private static byte[] key(SlashDn dn) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(dn.text().getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    private static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Outcome outcome;

        Stopped(Outcome outcome) {
            super("nothing is to be written", null, false, false);
            this.outcome = outcome;
        }
    }
}
