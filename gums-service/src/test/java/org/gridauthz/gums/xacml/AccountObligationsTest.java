package org.gridauthz.gums.xacml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gridauthz.gums.mapping.Account;
import org.gridauthz.xacml.Obligation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which obligations an account becomes for which announcements: gums.md §3.3's table, and nothing unannounced. */
class AccountObligationsTest {
    private static final String PREFIX = "http://authz-interop.org/xacml/obligation/";

    private static Account account(
            @Nullable String group, @Nullable Integer uid, @Nullable Integer gid, String... further) {
        return new Account("dunepro", group, uid, gid, List.of(further));
    }

    static Stream<Arguments> rows() {
        return Stream.of(
                Arguments.of(account(null, null, null), "username", "username[username=dunepro]"),
                Arguments.of(account(null, null, null), "username uidgid account", "username[username=dunepro]"),
                Arguments.of(
                        account("9010", null, null),
                        "username uidgid",
                        "uidgid[posix-gid=9010] username[username=dunepro]"),
                Arguments.of(
                        account("dune", 2001, 3001),
                        "username uidgid",
                        "uidgid[posix-uid=2001,posix-gid=3001] username[username=dunepro]"),
                Arguments.of(account("dune", 2001, 3001), "uidgid", "uidgid[posix-uid=2001,posix-gid=3001]"),
                Arguments.of(
                        account("dune", null, null, "soft"),
                        "username account",
                        "account[username=dunepro,primary-groupname=dune,secondary-groupname=soft]"),
                Arguments.of(
                        account("9010", 1, null, "70", "soft"),
                        "username uidgid secondary-gids",
                        "uidgid[posix-uid=1,posix-gid=9010] username[username=dunepro] secondary-gids[posix-gid=70]"),
                // named group, and the client does not know the extension of 2014
                Arguments.of(account("dune", null, null), "username uidgid secondary-gids", null),
                Arguments.of(account("9010", null, null), "username", null),
                Arguments.of(account(null, null, null), "afs-token root-and-home-paths", null),
                Arguments.of(account(null, null, null, "70"), "secondary-gids", null));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void asAnnounced(Account account, String announced, @Nullable String expected) {
        Set<String> ids = Stream.of(announced.split(" ")).map(PREFIX::concat).collect(Collectors.toSet());
        List<Obligation> obligations = AccountObligations.of(account, ids);
        if (obligations == null) {
            assertThat(expected).isNull();
            return;
        }
        assertThat(ids).containsAll(obligations.stream().map(Obligation::id).toList());
        assertThat(obligations.stream().map(AccountObligationsTest::shown).collect(Collectors.joining(" ")))
                .isEqualTo(expected);
    }

    private static String shown(Obligation obligation) {
        return obligation.id().substring(PREFIX.length())
                + obligation.assignments().stream()
                        .map(one -> one.id().substring(one.id().lastIndexOf('/') + 1) + "=" + one.value())
                        .toList()
                        .toString()
                        .replace(", ", ",");
    }
}
