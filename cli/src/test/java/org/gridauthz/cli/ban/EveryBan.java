package org.gridauthz.cli.ban;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.gridauthz.testkit.ca.TestCredential;
import org.gridauthz.testkit.service.RunningService;
import org.gridauthz.testkit.service.TestSite;

/**
 * A ban of each kind and form.
 *
 * @param name for people
 * @param ban what is sent
 * @param hit who is refused by it, as presented
 * @param spared who is not, as presented
 */
record EveryBan(String name, Map<String, String> ban, List<String> hit, List<String> spared) {
    /** The tokens of the VO "dune". */
    static final String ISSUER = "https://issuer.example.org";

    @Override
    public String toString() {
        return name;
    }

    private static Map<String, String> ban(String kind, String value, String... qualifier) {
        Map<String, String> ban =
                new HashMap<>(Map.of("kind", kind, "value", value, "confirm", value, "reason", "r", "ticket", "T-1"));
        if (qualifier.length > 0) {
            ban.put("qualifier", qualifier[0]);
        }
        return ban;
    }

    static TestCredential person(TestSite site, String name) {
        return site.ca.person("/DC=org/DC=gridauthz/CN=" + name);
    }

    static String proxy(TestSite site, TestCredential who, String... fqans) {
        return RunningService.chainBody(site.vo.proxy(who, fqans));
    }

    static String claims(String subject, String group) {
        return "{\"subjects\":[{\"claims\":{\"iss\":\"" + ISSUER + "\",\"sub\":\"" + subject + "\",\"groups\":[\""
                + group + "\"]}}]}";
    }

    static Stream<EveryBan> of(TestSite site) {
        String ca = site.ca.slashName();
        String member = "/dune/Role=production";
        TestCredential anna = person(site, "Anna A");
        TestCredential bert = person(site, "Bert B");
        TestCredential carl = person(site, "Carl C");
        TestCredential renewed = person(site, "Carl C");
        TestCredential dora = person(site, "Dora D");
        String other = proxy(site, dora, member);
        String token = claims("t-1", "/dune");
        return Stream.of(
                new EveryBan(
                        "a name",
                        ban("dn", anna.slashName()),
                        List.of(proxy(site, anna, member)),
                        List.of(other, token)),
                new EveryBan(
                        "a name of one CA",
                        ban("dn", bert.slashName(), ca),
                        List.of(proxy(site, bert, member)),
                        List.of(other)),
                new EveryBan(
                        "a name of another CA",
                        ban("dn", bert.slashName(), "/DC=org/CN=Other CA"),
                        List.of(),
                        List.of(proxy(site, bert, member))),
                new EveryBan(
                        "a certificate and every proxy of it, and not the next one of that name",
                        ban(
                                "certificate",
                                ca,
                                carl.endEntity().getSerialNumber().toString()),
                        List.of(
                                proxy(site, carl, member),
                                RunningService.chainBody(
                                        site.vo.proxy(carl, member).proxies(2)),
                                RunningService.chainBody(site.vo
                                        .proxy(carl, member)
                                        .proxy()
                                        .limited()
                                        .issue())),
                        List.of(proxy(site, renewed, member), other)),
                new EveryBan(
                        "a VO, its token issuer too",
                        ban("vo", "DUNE"),
                        List.of(other, proxy(site, dora, "/dune"), token),
                        List.of()),
                new EveryBan(
                        "a group in any role, wherever it stands",
                        ban("fqan", "/dune/prod"),
                        List.of(
                                proxy(site, dora, member, "/dune/prod"),
                                proxy(site, dora, member, "/dune/prod/Role=x")),
                        List.of(other, proxy(site, dora, member, "/dune/prod/sub"))),
                new EveryBan(
                        "a role in a group",
                        ban("fqan", "/dune/prod/Role=x"),
                        List.of(proxy(site, dora, member, "/dune/prod/Role=x")),
                        List.of(
                                proxy(site, dora, member, "/dune/prod"),
                                proxy(site, dora, member, "/dune/prod/sub/Role=x"))),
                new EveryBan(
                        "a group and all below it",
                        ban("fqan", "/dune/prod/*"),
                        List.of(proxy(site, dora, member, "/dune/prod/sub/Role=x"), claims("t-2", "/dune/prod/sub")),
                        List.of(other, proxy(site, dora, member, "/dune/product"))),
                new EveryBan(
                        "a role in all below",
                        ban("fqan", "/dune/*/Role=x"),
                        List.of(proxy(site, dora, member, "/dune/prod/sub/Role=x")),
                        List.of(other, proxy(site, dora, member, "/dune/prod/sub"))),
                new EveryBan("a CA", ban("ca", ca), List.of(other, proxy(site, anna, member)), List.of(token)),
                new EveryBan("a token issuer", ban("issuer", ISSUER), List.of(token), List.of(other)),
                new EveryBan(
                        "a token subject",
                        ban("issuer+subject", ISSUER + "/", "t-1"),
                        List.of(token),
                        List.of(claims("t-3", "/dune"), other)));
    }
}
