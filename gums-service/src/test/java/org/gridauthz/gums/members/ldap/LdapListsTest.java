package org.gridauthz.gums.members.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.LDAPException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.gridauthz.gums.mapping.AccountSource;
import org.gridauthz.gums.mapping.AccountSource.By;
import org.gridauthz.gums.mapping.MemberSource;
import org.gridauthz.memberlist.ListLimits;
import org.gridauthz.memberlist.Listing;
import org.gridauthz.memberlist.Listing.Fault;
import org.gridauthz.memberlist.Listing.Listed;
import org.gridauthz.memberlist.Listing.NotListed;
import org.gridauthz.memberlist.Row;
import org.gridauthz.testkit.ca.TestCa;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Against a directory server that listens on TCP: in clear, with StartTLS, and over TLS. */
class LdapListsTest {
    private static final ListLimits LIMITS = new ListLimits(Duration.ofSeconds(20), 1 << 20, 5000, 0.1);
    private static final String PEOPLE = "ou=People,dc=example,dc=org";
    private static final TestCa CA = TestCa.root("/DC=org/DC=example/CN=Test CA");
    private static final SSLContext TRUST = CA.host("/DC=org/DC=example/CN=gums.example.org", "gums.example.org")
            .sslContext();
    private static InMemoryDirectoryServer directory;

    @BeforeAll
    static void start() throws Exception {
        SSLContext server =
                CA.host("/DC=org/DC=example/CN=ldap.example.org", "localhost").sslContext();
        SSLContext other = CA.host("/DC=org/DC=example/CN=other.example.org", "other.example.org")
                .sslContext();
        InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig("dc=example,dc=org");
        config.setSchema(null);
        config.addAdditionalBindCredentials("cn=gums", "only over TLS");
        InetAddress loopback = InetAddress.getLoopbackAddress();
        config.setListenerConfigs(
                InMemoryListenerConfig.createLDAPConfig("plain", loopback, 0, server.getSocketFactory()),
                InMemoryListenerConfig.createLDAPSConfig(
                        "tls", loopback, 0, server.getServerSocketFactory(), server.getSocketFactory()),
                InMemoryListenerConfig.createLDAPSConfig(
                        "misnamed", loopback, 0, other.getServerSocketFactory(), other.getSocketFactory()),
                InMemoryListenerConfig.createLDAPConfig("misnamed-plain", loopback, 0, other.getSocketFactory()));
        directory = new InMemoryDirectoryServer(config);
        directory.add("dn: dc=example,dc=org", "objectClass: domain", "dc: example");
        directory.add("dn: " + PEOPLE, "objectClass: organizationalUnit", "ou: People");
        directory.add("dn: ou=Many,dc=example,dc=org", "objectClass: organizationalUnit", "ou: Many");
        directory.add(
                "dn: cn=dune,dc=example,dc=org",
                "objectClass: posixGroup",
                "cn: dune",
                "memberUid: ann",
                "memberUid: bob");
        person("ann", "Ann A. Author", "subject=/DC=org/CN=Ann", "/DC=org/CN=Ann old", "likes (tea)*");
        person("bob", "Bob Builder,room 7,555", "/DC=org/CN=Bob (x)*");
        person("cat", "Cat Cook", "/DC=org/CN=Cat");
        person("cat2", "Cat J. Cook", "/DC=org/CN=Twice");
        person("dan", "Dan", "/DC=org/CN=Twice");
        directory.startListening();
        for (int i = 0; i < 1234; i++) {
            directory.add(
                    "dn: uid=u" + i + ",ou=Many,dc=example,dc=org",
                    "objectClass: account",
                    "uid: u" + i,
                    "description: /DC=org/CN=User " + i);
        }
    }

    @AfterAll
    static void stop() {
        directory.shutDown(true);
    }

    @Test
    void peopleWithACertificateAreMembers() {
        assertThat(keys(lists(anonymous()).members(group(url("plain"), PEOPLE, null))))
                .containsExactlyInAnyOrder(
                        "/DC=org/CN=Ann",
                        "/DC=org/CN=Ann old",
                        "/DC=org/CN=Bob (x)*",
                        "/DC=org/CN=Cat",
                        "/DC=org/CN=Twice");
    }

    @Test
    void ofPeopleInAGroupOnlyThoseItLists() {
        assertThat(keys(lists(anonymous()).members(group(url("plain"), PEOPLE, "cn=dune,dc=example,dc=org"))))
                .containsExactlyInAnyOrder("/DC=org/CN=Ann", "/DC=org/CN=Ann old", "/DC=org/CN=Bob (x)*");
    }

    @Test
    void aLargeDirectoryComesPageByPageAndWhole() {
        assertThat(keys(lists(anonymous()).members(group(url("plain"), "ou=Many,dc=example,dc=org", null))))
                .hasSize(1234);
    }

    @Test
    void aListBeyondTheLimitIsNoList() {
        ListLimits few = new ListLimits(Duration.ofSeconds(20), 1 << 20, 100, 0.1);
        assertFault(
                new LdapLists(LdapAccess.anonymous(() -> TRUST, few))
                        .members(group(url("plain"), "ou=Many,dc=example,dc=org", null)),
                Fault.TOO_LARGE);
    }

    @Test
    void accountsAreFoundByCertificateName() {
        Listing listing = lists(anonymous()).accounts(accounts(By.DN, "description"));
        assertThat(rows(listing))
                .containsExactlyInAnyOrder(
                        new Row("/DC=org/CN=Ann", "ann:1003:100"),
                        new Row("/DC=org/CN=Ann old", "ann:1003:100"),
                        new Row("/DC=org/CN=Bob (x)*", "bob:1003:100"),
                        new Row("/DC=org/CN=Cat", "cat:1003:100"));
    }

    @Test
    void accountsAreFoundByNameAndSurnameUnlessTwoPeopleShareThem() {
        Listing listing = lists(anonymous()).accounts(accounts(By.GECOS, "gecos"));
        assertThat(rows(listing))
                .containsExactlyInAnyOrder(
                        new Row("ann author", "ann:1003:100"), new Row("bob builder", "bob:1003:100"));
    }

    @Test
    void tlsFromTheStartOrBeforeTheFirstQuestion() {
        MemberSource.Directory overTls = group(url("tls").replace("ldap://", "ldaps://"), PEOPLE, null);
        assertThat(keys(lists(anonymous()).members(overTls))).hasSize(5);
        LdapAccess startTls = new LdapAccess(() -> TRUST, true, "cn=gums", () -> "only over TLS", LIMITS);
        assertThat(keys(lists(startTls).members(group(url("plain"), PEOPLE, null))))
                .hasSize(5);
    }

    @Test
    void aServerThatIsNotTheOneNamedIsNotAsked() {
        int misnamed = directory.getListenPort("misnamed");
        assertFault(
                lists(anonymous()).members(group("ldaps://localhost:" + misnamed, PEOPLE, null)), Fault.UNREACHABLE);
        assertFault(
                lists(new LdapAccess(() -> TRUST, true, null, () -> "", LIMITS))
                        .members(group(url("misnamed-plain"), PEOPLE, null)),
                Fault.UNREACHABLE);
        SSLContext others = CA.host("/CN=x", "x")
                .sslContext(List.of(TestCa.root("/CN=Other").certificate()));
        assertFault(
                lists(new LdapAccess(() -> others, true, null, () -> "", LIMITS))
                        .members(group(url("plain"), PEOPLE, null)),
                Fault.UNREACHABLE);
    }

    @Test
    void aPasswordIsNeverSentInClear() {
        assertFault(
                lists(new LdapAccess(() -> TRUST, false, "cn=gums", () -> "only over TLS", LIMITS))
                        .members(group(url("plain"), PEOPLE, null)),
                Fault.REFUSED);
    }

    @Test
    void failuresHaveTheirNames() throws IOException {
        assertFault(
                lists(anonymous()).members(group(url("plain"), "ou=Nobody,dc=example,dc=org", null)),
                Fault.UNKNOWN_CONTAINER);
        assertFault(lists(anonymous()).members(group("not a url", PEOPLE, null)), Fault.MISCONFIGURED);
        int gone;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            gone = socket.getLocalPort();
            LdapAccess hurried =
                    LdapAccess.anonymous(() -> TRUST, new ListLimits(Duration.ofMillis(500), 1 << 20, 100, 0.1));
            assertFault(lists(hurried).members(group("ldap://localhost:" + gone, PEOPLE, null)), Fault.TIMEOUT);
        }
        assertFault(lists(anonymous()).members(group("ldap://localhost:" + gone, PEOPLE, null)), Fault.UNREACHABLE);
    }

    private static void person(String uid, String gecos, String... descriptions) throws LDAPException {
        var entry = new com.unboundid.ldap.sdk.Entry("uid=" + uid + "," + PEOPLE);
        entry.addAttribute("objectClass", "posixAccount");
        entry.addAttribute("uid", uid);
        entry.addAttribute("gecos", gecos);
        entry.addAttribute("description", descriptions);
        entry.addAttribute("uidNumber", "1003");
        entry.addAttribute("gidNumber", "100");
        directory.add(entry);
    }

    private static String url(String listener) {
        return "ldap://localhost:" + directory.getListenPort(listener);
    }

    private static LdapAccess anonymous() {
        return LdapAccess.anonymous(() -> TRUST, LIMITS);
    }

    private static LdapLists lists(LdapAccess access) {
        return new LdapLists(access);
    }

    private static MemberSource.Directory group(String url, String people, @Nullable String group) {
        return new MemberSource.Directory(
                "people", url, people, group, "memberUid", "uid", "description", Duration.ofDays(1));
    }

    private static AccountSource accounts(By by, String field) {
        return new AccountSource("accounts", by, url("plain"), PEOPLE, field, "uid", Duration.ofDays(1));
    }

    private static List<Row> rows(Listing listing) {
        assertThat(listing).isInstanceOf(Listed.class);
        return ((Listed) listing).rows();
    }

    private static List<String> keys(Listing listing) {
        return rows(listing).stream().map(Row::key).toList();
    }

    private static void assertFault(Listing listing, Fault fault) {
        assertThat(listing)
                .isInstanceOfSatisfying(
                        NotListed.class,
                        no -> assertThat(no.fault()).as(no.detail()).isEqualTo(fault));
    }
}
