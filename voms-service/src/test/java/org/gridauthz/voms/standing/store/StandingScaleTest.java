package org.gridauthz.voms.standing.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.testkit.db.DatabaseBackend;
import org.gridauthz.voms.attribute.Standing;
import org.gridauthz.voms.vo.store.Books;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A hundred thousand members and a thousand groups beside a VO of a hundred, on a real server: looking somebody up costs the same. */
@Tag("slow")
class StandingScaleTest {
    private static final int LOOKUPS = 400;
    private static final String DIGITS = "(SELECT 0 d UNION SELECT 1 UNION SELECT 2 UNION SELECT 3 UNION SELECT 4 UNION"
            + " SELECT 5 UNION SELECT 6 UNION SELECT 7 UNION SELECT 8 UNION SELECT 9)";

    @RegisterExtension
    final DatabaseBackend database = DatabaseBackend.mysql();

    private StoredMemberships memberships;

    @BeforeEach
    void fill() {
        Books books = new Books(database.dataSource());
        books.found("small");
        books.found("large");
        fill("small", 2);
        fill("large", 5);
        memberships = new StoredMemberships(database.dataSource(), books.clock);
    }

    @AfterEach
    void close() {
        memberships.close();
    }

    /** Ten to that power members, each in three groups besides the root; groups are a hundredth of that. */
    private void fill(String vo, int power) {
        StringBuilder number = new StringBuilder("d1.d");
        StringBuilder from = new StringBuilder(DIGITS).append(" d1");
        long ten = 1;
        for (int i = 2; i <= power; i++) {
            ten *= 10;
            number.append(" + ").append(ten).append(" * d").append(i).append(".d");
            from.append(", ").append(DIGITS).append(" d").append(i);
        }
        int groups = (int) Math.max(1, Math.pow(10, power - 2));
        String people = "(SELECT " + number + " AS n FROM " + from + ") p";
        String id = "LEFT(SHA2(CONCAT('" + vo + "', n), 256), 32)";
        String dn = "CONCAT('/DC=org/CN=Person ', n)";
        pieces(
                power,
                "INSERT INTO person (person_id, vo, given_name, family_name, email, fields, search_text, joined_at,"
                        + " seq) SELECT "
                        + id + ", '" + vo + "', 'Person', n, CONCAT(n, '@example.org'), '{}', n, 0, 1 FROM " + people);
        pieces(
                power,
                "INSERT INTO identity (identity_id, person_id, vo, kind, name, issuer, name_key, issuer_key, added_at,"
                        + " seq) SELECT "
                        + id + ", " + id + ", '" + vo + "', 'X509', " + dn + ", '" + Books.CA.text()
                        + "', UNHEX(SHA2(CONCAT('4:X509', LENGTH(" + dn + "), ':', " + dn
                        + "), 256)), UNHEX(SHA2('x', 256)), 0, 1 FROM "
                        + people);
        pieces(
                power,
                "INSERT INTO membership (person_id, path, role, vo, since, seq) SELECT " + id + ", '/" + vo + "', '', '"
                        + vo + "', 0, 1 FROM " + people);
        for (int i = 0; i < groups; i++) {
            String path = "/" + vo + "/g" + i;
            run("INSERT INTO vo_group (vo, path, parent, description, optional, founded_at, seq) VALUES ('" + vo
                    + "', '" + path + "', '/" + vo + "', '', FALSE, 0, 1)");
        }
        for (int i = 0; i < 3; i++) {
            pieces(
                    power,
                    "INSERT INTO membership (person_id, path, role, vo, since, seq) SELECT " + id + ", CONCAT('/" + vo
                            + "/g', (n + " + i + ") % " + Math.max(3, groups) + "), '', '" + vo + "', 0, 1 FROM "
                            + people);
        }
    }

    /** In pieces of ten thousand, each in the order of its key: one statement is cut off after half a minute. */
    private void pieces(int power, String sql) {
        int all = (int) Math.pow(10, power);
        for (int from = 0; from < all; from += 10_000) {
            run(sql + " WHERE n >= " + from + " AND n < " + (from + 10_000) + " ORDER BY 1");
        }
    }

    private void run(String sql) {
        database.jdbc().sql(sql).update();
    }

    private double medianMillis(String vo, int people) {
        double[] millis = new double[LOOKUPS];
        for (int i = 0; i < LOOKUPS; i++) {
            SlashDn dn = new SlashDn(
                    "/DC=org/CN=Person " + ThreadLocalRandom.current().nextInt(people));
            long start = System.nanoTime();
            Standing standing = memberships.of(vo, dn, Books.CA);
            millis[i] = (System.nanoTime() - start) / 1e6;
            assertThat(standing).isInstanceOf(Standing.Member.class);
        }
        Arrays.sort(millis);
        return millis[LOOKUPS / 2];
    }

    @Test
    void lookingSomebodyUpCostsTheSame() {
        medianMillis("small", 100);
        medianMillis("large", 100_000);
        double small = medianMillis("small", 100);
        double large = medianMillis("large", 100_000);
        assertThat(large).as("median ms of " + large + " against " + small).isLessThan(2 * small + 0.5);
    }
}
