package org.gridauthz.cli.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.gridauthz.cli.output.Output;
import org.gridauthz.cli.output.Progress;
import org.gridauthz.cli.site.Instances;
import org.gridauthz.cli.site.Question;
import org.gridauthz.cli.site.Service;
import org.gridauthz.cli.site.Site;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code gridauthz pool status}: a pool's accounts, and whose they are. */
@Command(name = "status", description = "List a pool's accounts, and whose they are.", mixinStandardHelpOptions = true)
final class PoolStatusVerb implements Callable<Integer> {
    @Parameters(paramLabel = "POOL", description = "its name")
    private String pool = "";

    @Option(names = "--search", paramLabel = "TEXT", description = "what the account's name or its holder's holds")
    private @Nullable String search;

    @Mixin
    private Site site = new Site();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() {
        Instances gums = site.of(Service.GUMS);
        List<List<String>> rows = new ArrayList<>();
        ArrayNode accounts = JsonNodeFactory.instance.arrayNode();
        JsonNode first = part(gums, 0);
        try (Progress progress = Progress.of("accounts", first.path("count").asLong())) {
            for (JsonNode part = first; !part.path("accounts").isEmpty(); part = part(gums, accounts.size())) {
                for (JsonNode account : part.path("accounts")) {
                    accounts.add(account);
                    rows.add(row(account));
                }
                progress.step(part.path("accounts").size());
                if (accounts.size() >= part.path("count").asLong()) {
                    break;
                }
            }
        }
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("count", accounts.size());
        answer.set("assignments", first.path("assignments"));
        answer.set("accounts", accounts);
        output.table(List.of("account", "state", "holder", "since", "last used"), rows);
        output.remark(first.path("assignments").asString(""));
        output.document(answer);
        return 0;
    }

    private JsonNode part(Instances gums, int offset) {
        return gums.ask(Question.get(
                        "/api/v1/pools/" + Question.encoded(pool) + "/accounts",
                        "q",
                        search,
                        "offset",
                        Integer.toString(offset)))
                .done();
    }

    private static List<String> row(JsonNode account) {
        return List.of(
                account.path("account").asString(""),
                account.path("state").asString("") + (account.path("locked").asBoolean(false) ? ", locked" : ""),
                account.path("holder").asString("-"),
                account.path("since").asString("-"),
                account.path("lastUsed").asString("-"));
    }
}
