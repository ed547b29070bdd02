package org.gridauthz.gums.policy.gumsconfig;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.gridauthz.ban.BanKind;
import org.gridauthz.ban.BanTarget;
import org.gridauthz.gums.mapping.AccountMapper;
import org.gridauthz.gums.mapping.Host;
import org.gridauthz.gums.mapping.ManualMember;
import org.gridauthz.gums.mapping.Mapper;
import org.gridauthz.gums.mapping.MappingRequest;
import org.gridauthz.gums.mapping.MemberSource;
import org.gridauthz.gums.mapping.Policy;
import org.gridauthz.gums.mapping.UserGroup;
import org.gridauthz.gums.policy.Assertion;
import org.gridauthz.gums.policy.Finding;
import org.gridauthz.gums.policy.Lint;
import org.gridauthz.gums.policy.PolicyReading;
import org.gridauthz.gums.policy.World;
import org.gridauthz.gums.policy.gumsconfig.Importing.Imported;
import org.gridauthz.gums.policy.yaml.PolicyReader;
import org.gridauthz.gums.policy.yaml.PolicyWriter;
import org.gridauthz.identity.Fqan;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.identity.Subject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GumsConfigTest {
    private static String file(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(GumsConfigTest.class.getResourceAsStream("/gumsconfig/" + name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Imported imported(String xml) {
        Importing importing = GumsConfig.read(xml);
        assertThat(importing).isInstanceOf(Imported.class);
        Imported imported = (Imported) importing;
        // Whatever is imported can be written, read back, and compiled.
        assertThat(PolicyReader.read(PolicyWriter.write(imported.policy())))
                .isEqualTo(new PolicyReading.Read(imported.policy()));
        assertThat(World.EMPTY.around(imported.policy()).policy()).isNotNull();
        return imported;
    }

    private static String answer(Policy policy, String host, String fqan) {
        Mapper mapper = new Mapper(World.EMPTY.leases(), 100);
        mapper.publish(World.EMPTY.around(policy));
        Subject subject = new Subject.Person(
                new SlashDn("/DC=org/CN=Jane Doe"), false, null, null, List.of(Fqan.parse(fqan)), true);
        return Assertion.text(mapper.map(new MappingRequest(new Host(host), subject)));
    }

    private static List<String> report(Imported imported) {
        return imported.report().stream().map(Note::toString).toList();
    }

    @Test
    void theExampleOfVersion13MapsAsItDid() throws IOException {
        Imported imported = imported(file("example-1.3.xml"));
        String host = "/DC=org/DC=example/CN=host/ce1.example.org";
        assertThat(answer(imported.policy(), host, "/dune/Role=production")).isEqualTo("dunepro");
        assertThat(answer(imported.policy(), host, "/dune")).isEqualTo("dune");
        assertThat(answer(imported.policy(), host, "/cms")).isEqualTo("deny: no-matching-group");
        assertThat(imported.policy().mappers().getFirst().unix().gid()).isEqualTo(9010);
        assertThat(imported.policy().memberLists())
                .contains(new MemberSource.VoServer(
                        "dune-prod",
                        "https://voms1.example.org:8443/voms/dune",
                        "/dune/Role=production",
                        Policy.STALE_AFTER));
        assertThat(imported.policy().groups())
                .extracting(UserGroup::name)
                .containsExactly("admins", "dune-prod", "dune");
        assertThat(imported.bannedGroups()).containsExactly("gums-banned");
        assertThat(report(imported))
                .anyMatch(note -> note.contains("manualUserGroup admins: access='write'"))
                .anyMatch(note -> note.contains("accounts of pool dune"))
                .anyMatch(note -> note.contains("its members become bans"))
                .anyMatch(note -> note.contains("dots of '*/?*.example.org'"))
                .noneMatch(note -> note.contains("CHANGE-ME"));
        assertThat(PolicyWriter.write(imported.policy())).doesNotContain("CHANGE-ME");
    }

    @Test
    void version11IsRenewedFirst() throws IOException {
        Imported imported = imported(file("example-1.1.xml"));
        Policy policy = imported.policy();
        assertThat(answer(policy, "/CN=host/a.example.org", "/atlas/usatlas/Role=production"))
                .isEqualTo("usatlas1");
        assertThat(policy.mappings().getFirst().accounting()).isEqualTo(new Policy.Accounting("usatlas", "ATLAS"));
        assertThat(policy.memberLists())
                .extracting(list -> list instanceof MemberSource.VoServer server ? server.url() : "")
                .containsExactly(
                        "https://voms.example.org:8443/voms/atlas",
                        "https://voms.example.org:8443/edg-voms-admin/star");
        assertThat(policy.hosts().getLast().patterns()).containsExactly("*.example.net");
        assertThat(policy.mappers())
                .extracting(AccountMapper::name)
                .containsExactly("usatlasProd", "bnlMapping", "starPool");
        assertThat(report(imported))
                .anyMatch(note -> note.contains("NIS is not supported"))
                .anyMatch(note -> note.contains("ignore: the DN must be on the member list"))
                .anyMatch(note -> note.contains("tail of its address"))
                .noneMatch(note -> note.contains("very-secret"));
        // An attribute of another VO was enough where the FQAN was ignored.
        assertThat(answer(policy, "/CN=x.example.net", "/cms")).startsWith("indeterminate: member-list-missing");
    }

    @Test
    void everyChangeOfMeaningIsReported() {
        Imported imported = imported("""
                <gums version='1.3' allowGridmapFiles='false' simpleHostMatching='false' bannedUserGroups='badVo,argus'>
                  <vomsServers><vomsServer name='v' baseUrl='https://v.example.org/voms/x' sslKeyPasswd='hidden'/></vomsServers>
                  <userGroups>
                    <vomsUserGroup name='vorole' voGroup='/x' role='r' matchFQAN='vorole' acceptProxyWithoutFQAN='true' vomsServer='v'/>
                    <vomsUserGroup name='role' voGroup='/x' role='r' matchFQAN='ROLE' acceptProxyWithoutFQAN='false'/>
                    <vomsUserGroup name='group' voGroup='/x/y' matchFQAN='group' acceptProxyWithoutFQAN='false' vomsServer='gone'/>
                    <vomsUserGroup name='empty' voGroup='/x' matchFQAN='' acceptProxyWithoutFQAN='false'/>
                    <vomsUserGroup name='absent' voGroup='/x' acceptProxyWithoutFQAN='false' vomsServer='v'/>
                    <vomsUserGroup name='nogroup' matchFQAN='vo' acceptProxyWithoutFQAN='false'/>
                    <vomsUserGroup name='strange' voGroup='/x' matchFQAN='sometimes' acceptProxyWithoutFQAN='false'/>
                    <vomsUserGroup name='badVo' voGroup='/bad' matchFQAN='vo' acceptProxyWithoutFQAN='false'/>
                    <bannedUserGroup name='argus' endpoint='https://argus.example.org:8150/pap' persistenceFactory='m' sslKeyPasswd='hidden'/>
                    <ldapUserGroup name='people' server='ldap.example.org' peopleTree='ou=People,dc=example,dc=org' persistenceFactory='m'/>
                    <manualUserGroup name='man' persistenceFactory='m' membersUri='http://x/y'/>
                  </userGroups>
                  <accountMappers>
                    <groupAccountMapper name='g' accountName='two words'/>
                    <accountPoolMapper name='p' accountPool='cms.cmsgrp.osg' recyclable='true' expiration='60' persistenceFactory='m'/>
                    <gecosNisAccountMapper name='nis' jndiNisUrl='nis://x'/>
                    <gecosLdapAccountMapper name='gl' jndiLdapUrl='ldap://x/dc=y'/>
                    <ldapAccountMapper name='l' jndiLdapUrl='ldap://x/dc=y' dnField='dn'/>
                    <groupAccountMapper name='_test' accountName='test'/>
                  </accountMappers>
                  <groupToAccountMappings>
                    <groupToAccountMapping name='m' userGroups='vorole,role,group,empty,absent,nogroup,people,man' accountMappers='g,p,nis,gl,l' accountingVo='X'/>
                    <groupToAccountMapping name='_test' userGroups='man' accountMappers='_test'/>
                  </groupToAccountMappings>
                  <hostToGroupMappings>
                    <hostToGroupMapping cn='*/?*.@DOMAINNAME@, (ce1|ce2).example.org, ?x' groupToAccountMappings='m,gone'/>
                    <hostToGroupMapping dn='/DC=com/DC=example/OU=Services/CN=example.site.com' groupToAccountMappings='_test'/>
                  </hostToGroupMappings>
                </gums>""");
        String report = String.join("\n", report(imported));
        assertThat(report)
                .contains("vorole: VO and role must both be equal")
                .contains("without VOMS server only verified attributes count")
                .contains("vomsUserGroup group: there is no VOMS server gone")
                .contains("vomsUserGroup group: vogroup: the group must be equal")
                .contains("vomsUserGroup absent: without matchFQAN")
                .contains("vomsUserGroup nogroup: without voGroup it never matched")
                .contains("matchFQAN='sometimes' is no mode")
                .contains("vomsUserGroup badVo: is a ban by attribute now")
                .contains("feed SAZ from https://argus.example.org:8150/pap")
                .contains("membersUri and nonMembersUri are not followed")
                .contains("'two words' is no account name")
                .contains("the pool cms.cmsgrp.osg is called cms")
                .contains("overflowed")
                .contains("NIS is not supported")
                .contains("accounting labels go together")
                .contains("userGroups names nogroup, which is not there")
                .contains("placeholder of a template")
                .contains("'(ce1|ce2).example.org' is no regular expression any more")
                .contains("'?x' is no host pattern")
                .contains("groupToAccountMappings names gone, which is not there")
                .contains("the password of its key")
                .doesNotContain("hidden")
                .doesNotContain("_test");
        assertThat(imported.bans()).containsExactly(new ImportedBan(BanTarget.of(BanKind.VO, "bad"), "import:badVo"));
        assertThat(imported.policy().mapFiles()).isFalse();
        assertThat(imported.policy().simpleHostMatching()).isFalse();
        assertThat(imported.policy().hosts()).hasSize(1);
    }

    /** As large as the last templates of OSG: 39 servers, 55 mappings. */
    @Test
    void aWholeTemplateIsImportedAndItsOldMistakesAreFound() {
        StringBuilder servers = new StringBuilder();
        StringBuilder groups = new StringBuilder();
        StringBuilder mappers = new StringBuilder();
        StringBuilder mappings = new StringBuilder();
        StringBuilder order = new StringBuilder();
        for (int i = 0; i < 55; i++) {
            int vo = i % 39;
            if (i < 39) {
                servers.append(
                        "<vomsServer name='vo%d' baseUrl='https://voms%d.example.org:8443/voms/vo%d' persistenceFactory='mysql'/>"
                                .formatted(i, i, i));
            }
            // The second mapping of a VO stands behind the first, which takes the whole VO.
            String role = i < 39 ? "matchFQAN='vo'" : "role='production' matchFQAN='exact'";
            groups.append("<vomsUserGroup name='g%d' vomsServer='vo%d' voGroup='/vo%d' %s acceptProxyWithoutFQAN='%b'/>"
                    .formatted(i, vo, vo, role, i < 39));
            mappers.append(
                    i == 7
                            ? "<accountPoolMapper name='a7' accountPool='cmspool' persistenceFactory='mysql'/>"
                            : "<groupAccountMapper name='a%d' accountName='acc%d'/>".formatted(i, i));
            mappings.append(
                    "<groupToAccountMapping name='m%d' userGroups='g%d' accountMappers='a%d' accountingVoSubgroup='vo%d' accountingVo='VO%d'/>"
                            .formatted(i, i, i, vo, vo));
            order.append(i == 0 ? "" : ", ").append("m").append(i);
        }
        Imported imported = imported("""
                <gums version='1.3'>
                  <persistenceFactories><hibernatePersistenceFactory name='mysql' hibernate.connection.password='@PASSWORD@'
                    hibernate.cache.use_query_cache='true' hibernate.cache.region.factory_class='x.Y'/></persistenceFactories>
                  <vomsServers>%s</vomsServers><userGroups>%s</userGroups><accountMappers>%s</accountMappers>
                  <groupToAccountMappings>%s</groupToAccountMappings>
                  <hostToGroupMappings><hostToGroupMapping cn='*/?*.example.org' groupToAccountMappings='%s'/></hostToGroupMappings>
                </gums>""".formatted(servers, groups, mappers, mappings, order));
        assertThat(imported.policy().mappings()).hasSize(55);
        assertThat(imported.policy().memberLists()).hasSize(55);
        assertThat(answer(imported.policy(), "/CN=ce.example.org", "/vo38/x")).isEqualTo("acc38");
        List<Finding> findings = Lint.of(imported.policy());
        assertThat(findings.stream().filter(finding -> finding.code().equals("unreachable-group")))
                .hasSize(16)
                .anyMatch(finding ->
                        finding.where().equals("group g39") && finding.message().contains("group g0 of mapping m0"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not xml",
                "<policy/>",
                "<gums version='1.3'>",
                "<!DOCTYPE gums [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><gums version='&x;'/>",
                "<!DOCTYPE gums SYSTEM 'http://127.0.0.1:1/x'><gums version='1.3'/>",
            })
    void otherTextsAreRefused(String text) {
        assertThat(GumsConfig.read(text)).isInstanceOf(Importing.Refused.class);
    }

    @Test
    void depthIsBounded() {
        assertThat(GumsConfig.read("<gums>".repeat(1000))).isInstanceOf(Importing.Refused.class);
    }

    @Test
    void storedMembersAreNamesUnlessTheyWereMeantAsExpressions() {
        assertThat(UsersRow.member("/CN=Bob (Robert) Smith", null))
                .isEqualTo(new UsersRow.Entry(
                        new ManualMember(
                                new ManualMember.Literal(new SlashDn("/CN=Bob (Robert) Smith")),
                                new ManualMember.NoFqan()),
                        "/CN=Bob (Robert) Smith stands for itself; as an expression it did not"));
        assertThat(UsersRow.member("/CN=a.b", ".*").note()).isNull();
        assertThat(UsersRow.member("/CN=a.b", ".*").member().attribute()).isEqualTo(new ManualMember.AnyFqan());
        UsersRow.Entry pattern = UsersRow.member("/DC=org/CN=robot.*", "/dune/Role=production");
        assertThat(pattern.member().name().toString()).contains("/DC=org/CN=robot*");
        assertThat(pattern.note()).contains("is the pattern");
        assertThat(pattern.member().attribute())
                .isEqualTo(new ManualMember.LiteralFqan(Fqan.parse("/dune/Role=production")));
    }
}
