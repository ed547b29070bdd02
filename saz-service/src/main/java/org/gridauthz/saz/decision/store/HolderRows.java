package org.gridauthz.saz.decision.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.gridauthz.identity.Fqan;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.identity.Subject;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code saz_holder}: who came lately, with all of it together. */
final class HolderRows {
    private static final String COLUMNS = "person, named, issuer, serial, vo, fqans, verified, last_seen";
    private static final int MOST_FQANS = 16_000;

    private final JdbcClient jdbc;

    HolderRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param lastSeen milliseconds since 1970 */
    record Holder(Subject subject, long lastSeen) {}

    /** Keeps the newest attributes of a credential. Unverified ones are not kept: any host could invent them. */
    void seen(Subject subject, long at, boolean room) {
        byte[] key = key(subject);
        String fqans = subject.verified()
                ? subject.fqans().stream().map(Fqan::toString).collect(Collectors.joining("\n"))
                : "";
        String kept = fqans.length() <= MOST_FQANS ? fqans : fqans.substring(0, fqans.lastIndexOf('\n', MOST_FQANS));
        String vo = subject instanceof Subject.Bearer bearer
                ? bearer.vo()
                : subject.verified() && !subject.fqans().isEmpty()
                        ? subject.fqans().getFirst().vo()
                        : null;
        if (!touch(subject.verified(), key, kept, vo, at) && room) {
            insert(subject, key, kept, vo, at);
        }
    }

    private boolean touch(boolean verified, byte[] key, String fqans, @Nullable String vo, long at) {
        return verified
                ? jdbc.sql("UPDATE saz_holder SET last_seen = ?, verified = 1, fqans = ?, vo = ?"
                                        + " WHERE holder_key = ? AND last_seen <= ?")
                                .params(Arrays.asList(at, fqans, vo, key, at))
                                .update()
                        > 0
                : jdbc.sql("UPDATE saz_holder SET last_seen = ? WHERE holder_key = ? AND last_seen <= ?")
                                .params(at, key, at)
                                .update()
                        > 0;
    }

    private void insert(Subject subject, byte[] key, String fqans, @Nullable String vo, long at) {
        boolean person = subject instanceof Subject.Person;
        jdbc.sql("INSERT IGNORE INTO saz_holder (holder_key, first_seen, " + COLUMNS + ")"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(Arrays.asList(
                        key,
                        at,
                        person ? 1 : 0,
                        subject instanceof Subject.Bearer bearer ? bearer.subject() : subject.name(),
                        issuer(subject),
                        subject instanceof Subject.Person one ? one.serial() : null,
                        vo,
                        fqans,
                        subject.verified() ? 1 : 0,
                        at))
                .update();
    }

    /** Those who came since, the latest first. */
    List<Holder> since(long millis, int limit) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM saz_holder WHERE last_seen >= ? ORDER BY last_seen DESC LIMIT ?")
                .params(millis, limit)
                .query(HolderRows::holder)
                .list();
    }

    private static Holder holder(ResultSet row, int number) throws SQLException {
        List<Fqan> fqans = row.getString("fqans").lines().map(Fqan::parse).toList();
        boolean verified = row.getInt("verified") != 0;
        String issuer = row.getString("issuer");
        Subject subject = row.getInt("person") != 0
                ? new Subject.Person(
                        new SlashDn(row.getString("named")),
                        false,
                        issuer == null ? null : new SlashDn(issuer),
                        row.getString("serial"),
                        fqans,
                        verified)
                : new Subject.Bearer(
                        issuer == null ? "" : issuer,
                        row.getString("named"),
                        row.getString("vo"),
                        fqans,
                        List.of(),
                        verified);
        return new Holder(subject, row.getLong("last_seen"));
    }

    private static @Nullable String issuer(Subject subject) {
        return switch (subject) {
            case Subject.Person person ->
                person.issuer() == null ? null : person.issuer().text();
            case Subject.Bearer bearer -> bearer.issuer();
        };
    }

    private static byte[] key(Subject subject) {
        String serial = subject instanceof Subject.Person person ? person.serial() : null;
        String text =
                subject.getClass().getSimpleName() + "\n" + subject.name() + "\n" + issuer(subject) + "\n" + serial;
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
