package org.gridauthz.changes.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.UncategorizedSQLException;

/** The refusals that were seen at members which were killed, cut off, thrown out, joining or too busy, and what is no refusal. */
class RefusalsTest {
    @ParameterizedTest
    @CsvSource({
        "    0, 08S01, connection lost",
        "    0, 08001, no connection",
        " 1205, HY000, lock wait",
        " 1213, 40001, deadlock or certification",
        " 3101, 40000, rolled back by the group",
        " 1180, HY000, error at commit",
        " 3100, HY000, hook at commit",
        " 1290, HY000, member is read-only",
        " 1836, HY000, read-only mode",
        " 1047, 08S01, Galera not Primary",
        " 3032, HY000, offline mode",
        " 3796, HY000, no waiting in this state",
        " 3797, HY000, waiting ended without success",
        " 1053, 08S01, shutdown",
        " 1317, 70100, interrupted",
        " 3024, HY000, took too long",
        " 1927, 70100, killed"
    })
    void aRefusalPassesHoweverItIsWrapped(int code, String state, String what) {
        SQLException refusal = new SQLException(what, state, code);

        assertThat(Refusals.passes(refusal)).isTrue();
        assertThat(Refusals.passes(new UncategorizedSQLException("work", null, refusal)))
                .isTrue();
        assertThat(Refusals.passes(new DataAccessResourceFailureException("work", refusal)))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "1062, 23000, duplicate key",
        "1048, 23000, null",
        "1146, 42S02, no such table",
        "1142, 42000, no right to it",
        "3098, HY000, a table without primary key",
        "1064, 42000, syntax"
    })
    void aMistakeDoesNotPass(int code, String state, String what) {
        SQLException mistake = new SQLException(what, state, code);

        assertThat(Refusals.passes(mistake)).isFalse();
        assertThat(Refusals.passes(new DuplicateKeyException(
                        "work", new SQLIntegrityConstraintViolationException(what, state, code))))
                .isFalse();
    }
}
