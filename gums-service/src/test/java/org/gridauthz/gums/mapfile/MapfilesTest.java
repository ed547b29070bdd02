package org.gridauthz.gums.mapfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.gridauthz.gums.mapping.AccountMapper;
import org.gridauthz.gums.mapping.AccountMapper.Unix;
import org.gridauthz.gums.mapping.Host;
import org.gridauthz.gums.mapping.Policy;
import org.gridauthz.gums.mapping.Policy.GroupMapping;
import org.gridauthz.gums.mapping.UserGroup;
import org.gridauthz.gums.mapping.UserGroup.Match;
import org.gridauthz.web.Rendered;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of GUMS, byte by byte. */
class MapfilesTest extends MapfileSample {
    @Test
    void gridMapfile() {
        assertThat(file("grid-mapfile")).isEqualTo("""
            #---- members of vo: dune-prod ----#
            #---- members of vo: dune ----#
            "/DC=org/DC=example/OU=People/CN=Bob User" dune001
            #---- members of vo: empty ----#
            #---- members of vo: local ----#
            "/DC=org/DC=example/CN=host/robot.example.org" robot
            "/DC=org/DC=example/OU=People/CN=Alice User" alice
            """);
    }

    @Test
    void voMapfile() {
        assertThat(file("vo-mapfile")).isEqualTo("""
            #---- members of vo: dune-prod ----#
            "/DC=org/DC=example/OU=People/CN=Bob User" "/dune/Role=production" dunepro
            #---- members of vo: dune ----#
            "/DC=org/DC=example/OU=People/CN=Bob User" "/dune" dune001
            #---- members of vo: empty ----#
            #---- members of vo: local ----#
            "/DC=org/DC=example/CN=host/robot.example.org" "" robot
            "/DC=org/DC=example/OU=People/CN=Alice User" "" alice
            "/DC=org/DC=example/OU=People/CN=Alice User" "/cms/Role=pilot" alice
            """);
    }

    @Test
    void emailMapfileEndsInABlankWhereThereIsNoAddress() {
        assertThat(file("email-mapfile")).isEqualTo("""
            #---- members of vo: dune-prod ----#
            "/DC=org/DC=example/OU=People/CN=Bob User" "/dune/Role=production" dunepro\s
            #---- members of vo: dune ----#
            "/DC=org/DC=example/OU=People/CN=Bob User" "/dune" dune001\s
            #---- members of vo: empty ----#
            #---- members of vo: local ----#
            "/DC=org/DC=example/CN=host/robot.example.org" "" robot\s
            "/DC=org/DC=example/OU=People/CN=Alice User" "" alice alice@example.org
            "/DC=org/DC=example/OU=People/CN=Alice User" "/cms/Role=pilot" alice\s
            """);
    }

    @Test
    void fqanMapfile() {
        assertThat(file("fqan-mapfile")).isEqualTo("""
            "/dune/Role=production" dunepro
            "/dune" dune001-100(1/100)
            "/none" null
            """);
    }

    @Test
    void userVoMap() {
        leases.put(ALICE, "dune002");
        assertThat(file("user-vo-map")).isEqualTo("""
            #User-VO map
            # #comment line, format of each regular line line: account VO
            # Next 2 lines with VO names, same order, all lowercase, with case (lines starting with #voi, #VOc)
            #voi dune dune
            #VOc DUNE DUNE
            #---- accounts for vo: dune-prod ----#
            dunepro dune
            #---- accounts for vo: dune ----#
            dune002 dune
            dune001 dune
            #---- accounts for vo: empty ----#
            """);
    }

    @Test
    void lcmapsFiles() {
        assertThat(file("voms-mapfile")).isEqualTo("""
            "/dune/Role=production/Capability=NULL" dunepro
            """);
        assertThat(file("ban-mapfile")).isEqualTo("\"" + EVE + "\"\n");
        assertThat(file("ban-voms-mapfile")).isEqualTo("""
            "/bad"
            "/bad/*"
            "/cms/Role=evil"
            "/cms/Role=evil/*"
            """);
    }

    @Test
    void everyMatchModeHasItsPattern() {
        Map<Match, String> expected = Map.of(
                Match.VO, "\"/cms/*\" u\n",
                Match.EXACT, "\"/cms/us/Role=NULL/Capability=NULL\" u\n",
                Match.VOGROUP, "\"/cms/us/*\" u\n",
                Match.VOROLE, "\"/cms/us/*\" u\n",
                Match.ROLE, "\"/cms/us/*\" u\n",
                Match.IGNORE, "\"/cms/us/*\" u\n");
        expected.forEach((match, line) -> {
            Policy policy = policy(
                    List.of(new UserGroup.Voms("g", null, "/cms/us", null, match, false, null, false)),
                    List.of(new AccountMapper.Group("m", "u", null, Unix.NONE)),
                    List.of(new GroupMapping("x", null, List.of("g"), List.of("m"), null)),
                    List.of("x"),
                    true);
            assertThat(text(make("voms-mapfile", CE, data(policy)))).isEqualTo(line);
        });
    }

    @Test
    void oneMoreGroupTakesWhoTheFirstDidNot() {
        leases.clear();
        rosters.put("dune-prod", List.of(ALICE));
        assertThat(file("grid-mapfile")).contains("\"" + ALICE + "\" alice\n").doesNotContain(BOB);
        assertThat(file("vo-mapfile")).contains("\"" + ALICE + "\" \"/dune/Role=production\" dunepro\n");
    }

    @Test
    void aQuoteInANameCannotEndTheQuotes() {
        rosters.put("dune", List.of("/CN=x\" root"));
        leases.put("/CN=x\" root", "dune007");
        assertThat(file("grid-mapfile")).contains("\"/CN=x\\\" root\" dune007\n");
    }

    @Test
    void anAccountThatIsNoNameIsLeftOut() {
        leases.put(BOB, "root # no");
        assertThat(file("grid-mapfile")).doesNotContain("root");
    }

    @ParameterizedTest
    @ValueSource(strings = {"grid-mapfile", "vo-mapfile", "email-mapfile", "user-vo-map"})
    void theBannedAreInNoFile(String format) {
        leases.put(EVE, "dune666");
        assertThat(file(format)).doesNotContain("dune666").doesNotContain("Eve");
    }

    @Test
    void bannedPeopleAndGroupMappersNeverCostALookUpOfALease() {
        file("fqan-mapfile");
        file("voms-mapfile");
        assertThat(asked).isEmpty();
        file("grid-mapfile");
        assertThat(asked).containsExactlyInAnyOrder(ALICE, BOB);
    }

    @Test
    void accountsLeadBackToTheirPeople() {
        MapfileData data = data(policy());
        assertThat(Mapfiles.owners("dunepro", data)).containsExactly(BOB);
        assertThat(Mapfiles.owners("dune001", data)).containsExactly(BOB);
        assertThat(Mapfiles.owners("alice", data)).containsExactly(ALICE);
        assertThat(Mapfiles.owners("nobody", data)).isEmpty();
    }

    @Test
    void listsThatWereNeverReadAreNamed() {
        rosters.remove("dune");
        assertThat(make("grid-mapfile", CE, data(policy()))).isInstanceOfSatisfying(Mapfiles.File.class, file -> {
            assertThat(file.missing()).containsExactly("dune");
            assertThat(file.stale()).isEmpty();
        });
    }

    @Test
    void refusals() {
        assertThat(make("no-such-file", CE, data(policy()))).isEqualTo(Mapfiles.Refused.UNKNOWN_FORMAT);
        assertThat(make("grid-mapfile", new Host("ce.elsewhere.org"), data(policy())))
                .isEqualTo(Mapfiles.Refused.HOST_NOT_CONFIGURED);
        Policy off = policy(List.of(), List.of(), List.of(), List.of(), false);
        assertThat(make("grid-mapfile", CE, data(off))).isEqualTo(Mapfiles.Refused.SWITCHED_OFF);
        assertThat(Mapfiles.names()).contains("grid-mapfile", "vo-mapfile", "user-vo-map", "fqan-mapfile");
    }

    @Test
    void theTagIsOfTheBytes() {
        Rendered one = Rendered.of(((Mapfiles.File) make("grid-mapfile", CE, data(policy()))).content());
        Rendered same = Rendered.of(((Mapfiles.File) make("grid-mapfile", CE, data(policy()))).content());
        leases.put(BOB, "dune009");
        Rendered other = Rendered.of(((Mapfiles.File) make("grid-mapfile", CE, data(policy()))).content());
        assertThat(one.etag())
                .isEqualTo(same.etag())
                .matches("\"[0-9a-f]{32}\"")
                .isNotEqualTo(other.etag());
        assertThat(one.bytes()).isEqualTo(same.bytes());
    }
}
