package org.gridauthz.cli.decide;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.gridauthz.cli.output.Output;
import org.gridauthz.cli.site.Instances;
import org.gridauthz.cli.site.Question;
import org.gridauthz.cli.site.Reply;
import org.gridauthz.cli.site.Service;
import org.gridauthz.cli.site.Site;
import org.gridauthz.cli.site.SubjectFile;
import org.gridauthz.web.page.AskedText;
import org.gridauthz.web.page.AskedText.Kind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code gridauthz whois}: one box for a name, an attribute, a token, a file or an account. */
@Command(
        name = "whois",
        description =
                "Say what is known of a DN, FQAN, token, proxy file or account: decision, explanation, bans, history.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:something is known", "1:nothing is", "2:wrong usage", "3:could not find out"})
public final class WhoisVerb implements Callable<Integer> {
    @Parameters(paramLabel = "TEXT", description = "DN, FQAN, token, file or account")
    private String text = "";

    @Option(names = "--fqan", paramLabel = "FQAN", description = "of a DN, in their order")
    private List<String> fqans = List.of();

    @Mixin
    private Site site = new Site();

    @Mixin
    private Output output = new Output();

    /** An account may be that of a whole VO. */
    private static final int MOST_OWNERS = 20;

    @Override
    public Integer call() {
        Map<String, Object> all = new LinkedHashMap<>();
        AskedText subject = SubjectFile.orText(text);
        output.remark("a " + subject.kind().name().toLowerCase(java.util.Locale.ROOT));
        boolean known = switch (subject.kind()) {
            case ACCOUNT -> account(subject.value(), all);
            case FQAN -> records(site.of(Service.SAZ), "fqan", subject.value(), all);
            case DN -> dn(subject.value(), all);
            case CHAIN, TOKEN -> decided(subject, all);
            case NOTHING -> false;
        };
        output.document(all);
        return known ? 0 : 1;
    }

    private boolean account(String account, Map<String, Object> all) {
        Instances gums = site.of(Service.GUMS);
        Set<String> dns = new LinkedHashSet<>();
        gums.ask(Question.get("/api/v1/accounts/" + Question.encoded(account) + "/subjects"))
                .done()
                .path("dns")
                .forEach(dn -> dns.add(dn.asString("")));
        dns.addAll(leased(gums, account));
        all.put("owners", dns);
        output.remark(dns.isEmpty() ? "nobody has the account " + account : "account of:");
        List<String> told = dns.stream().limit(MOST_OWNERS).toList();
        told.forEach(dn -> output.remark("  " + dn));
        if (dns.size() > MOST_OWNERS) {
            output.remark("  and " + (dns.size() - MOST_OWNERS) + " more");
        }
        List<Object> known = new ArrayList<>();
        for (String dn : told) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("dn", dn);
            dn(dn, one);
            known.add(one);
        }
        all.put("subjects", known);
        return !dns.isEmpty();
    }

    /** Who holds a pool's account, whether on a member list or not. */
    private static List<String> leased(Instances gums, String account) {
        List<String> holders = new ArrayList<>();
        for (JsonNode pool : gums.ask(Question.get("/api/v1/pools")).done().path("pools")) {
            String name = Question.encoded(pool.path("pool").asString(""));
            for (JsonNode one : gums.ask(
                            Question.get("/api/v1/pools/" + name + "/accounts?q=" + Question.encoded(account)))
                    .done()
                    .path("accounts")) {
                if (one.path("account").asString("").equals(account)
                        && one.path("holder").isString()) {
                    holders.add(one.path("holder").asString(""));
                }
            }
        }
        return holders;
    }

    private boolean dn(String dn, Map<String, Object> all) {
        decided(new AskedText(Kind.DN, dn), all);
        records(site.of(Service.SAZ), "dn", dn, all);
        return true;
    }

    private boolean decided(AskedText subject, Map<String, Object> all) {
        Map<String, Object> presented = subject.presented(fqans);
        if (presented == null) {
            return false;
        }
        Asked decision = Asked.about(site.of(Service.SAZ), Asked.DECISIONS, presented, null);
        output.remark("SAZ   " + decision.line());
        decision.explain(output);
        Asked mapping = Asked.about(site.of(Service.GUMS), Asked.MAPPINGS, presented, null);
        output.remark("GUMS  " + mapping.line());
        mapping.explain(output);
        all.put("decision", decision.result());
        all.put("mapping", mapping.result());
        return true;
    }

    /** What came of it so far, and what officers did. */
    private boolean records(Instances saz, String kind, String value, Map<String, Object> all) {
        Reply seen = saz.ask(Question.get("/api/v1/subjects/one", "kind", kind, "value", value));
        boolean known = seen.status() != 404;
        if (known) {
            JsonNode subject = seen.done().path("subject");
            all.put("seen", seen.json());
            output.remark("seen  first " + subject.path("firstSeen").asString("never") + ", last "
                    + subject.path("lastSeen").asString("never")
                    + (subject.path("trusted").asBoolean(false) ? ", trusted" : ""));
        } else {
            output.remark("seen  never");
        }
        JsonNode bans = saz.ask(Question.get("/api/v1/bans", "kind", kind, "q", value))
                .done()
                .path("bans");
        all.put("bans", bans);
        for (JsonNode ban : bans) {
            output.remark("ban   " + ban.path("value").asString("") + " by "
                    + ban.path("byWhom").asString("") + " at "
                    + ban.path("at").asString("") + ": " + ban.path("reason").asString("") + " ("
                    + ban.path("ticket").asString("") + ")");
            history(saz, ban.path("id").asString(""));
        }
        return known || !bans.isEmpty();
    }

    private void history(Instances saz, String id) {
        JsonNode turns = saz.ask(Question.get("/api/v1/bans/" + id)).done().path("turns");
        turns.forEach(turn -> output.remark("      turn " + turn.path("turn").asString("") + " "
                + turn.path("state").asString("") + " " + turn.path("at").asString("") + " "
                + turn.path("byWhom").asString("") + ": " + turn.path("reason").asString("")));
    }
}
