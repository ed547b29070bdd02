package org.gridauthz.voms.vo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.gridauthz.identity.Fqan;
import org.gridauthz.identity.SlashDn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AclTest {
    private static final SlashDn ADA = new SlashDn("/DC=org/USERID=ada/CN=Ada");
    private static final SlashDn CA = new SlashDn("/DC=org/CN=CA");

    private static final Acl ACL = new Acl(List.of(
            new AclEntry(new AclSubject.Certificate(ADA, CA), new Permissions(1)),
            new AclEntry(new AclSubject.Certificate(new SlashDn("/CN=Bo"), null), new Permissions(2)),
            new AclEntry(new AclSubject.Holders(Fqan.parse("/dune")), new Permissions(4)),
            new AclEntry(new AclSubject.Holders(Fqan.parse("/dune/Role=boss")), new Permissions(8)),
            new AclEntry(new AclSubject.Anyone(), new Permissions(16)),
            new AclEntry(new AclSubject.Nobody(), new Permissions(32))));

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-,                        -,            -,                     32",
                "/CN=Carl,                 /DC=org/CN=CA, -,                    16",
                "/DC=org/UID=ada/CN=Ada,   /DC=org/CN=CA, -,                    17",
                "/DC=org/UID=ada/CN=Ada,   /DC=org/CN=Other, -,                 16",
                "/CN=Bo,                   /CN=Any,      -,                     18",
                "/CN=Bo,                   /CN=Any,      /dune,                 22",
                "/CN=Bo,                   /CN=Any,      /dune /dune/Role=boss, 30",
                "/CN=Carl,                 /CN=Any,      /dune/Role=other,      16",
            })
    void rightsAreTheUnionOfWhatApplies(String dn, String issuer, String held, int bits) {
        Visitor visitor = new Visitor(
                dn == null ? null : new SlashDn(dn),
                issuer == null ? null : new SlashDn(issuer),
                held == null
                        ? Set.of()
                        : Set.copyOf(java.util.Arrays.stream(held.split(" "))
                                .map(Fqan::parse)
                                .toList()));
        assertThat(ACL.of(visitor).bits()).isEqualTo(bits);
    }

    @Test
    void aChildBeginsWithItsParentsDefaultsOrItsAcl() {
        Acl defaults = new Acl(List.of(new AclEntry(new AclSubject.Anyone(), Permissions.ALL)));
        assertThat(Acl.ofChild(ACL, new Acl(List.of()))).isEqualTo(ACL);
        assertThat(Acl.ofChild(ACL, defaults)).isEqualTo(defaults);
    }

    @ParameterizedTest
    @CsvSource({
        "NONE, 0, NONE",
        "ALL, 16383, ALL",
        "container_read | SUSPEND, 8193, CONTAINER_READ|SUSPEND",
        "REQUESTS_READ|REQUESTS_WRITE, 384, REQUESTS_READ|REQUESTS_WRITE",
    })
    void permissionsAreReadAndWritten(String text, int bits, String written) {
        assertThat(Permissions.parse(text).bits()).isEqualTo(bits);
        assertThat(new Permissions(bits).text()).isEqualTo(written);
    }

    @Test
    void refusesWhatIsNoPermission() {
        assertThatThrownBy(() -> Permissions.parse("SUSPEND|FLY")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Permissions(1 << 14)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Permissions(-1)).isInstanceOf(IllegalArgumentException.class);
    }
}
