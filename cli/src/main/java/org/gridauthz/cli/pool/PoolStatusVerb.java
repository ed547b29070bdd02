package org.gridauthz.cli.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.gridauthz.cli.output.Output;
import org.gridauthz.cli.site.Question;
import org.gridauthz.cli.site.Service;
import org.gridauthz.cli.site.Site;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code gridauthz pool status}: a pool's accounts, and whose they are. */
@Command(name = "status", description = "List a pool's accounts, and whose they are.", mixinStandardHelpOptions = true)
final class PoolStatusVerb implements Callable<Integer> {
    @Parameters(paramLabel = "POOL", description = "its name")
    private String pool = "";

    @Mixin
    private Site site = new Site();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() {
        JsonNode answer = site.of(Service.GUMS)
                .ask(Question.get("/api/v1/pools/" + Question.encoded(pool) + "/accounts"))
                .done();
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode account : answer.path("accounts")) {
            rows.add(List.of(
                    account.path("account").asString(""),
                    account.path("state").asString("") + (account.path("locked").asBoolean(false) ? ", locked" : ""),
                    account.path("holder").asString("-"),
                    account.path("since").asString("-"),
                    account.path("lastUsed").asString("-")));
        }
        output.table(List.of("account", "state", "holder", "since", "last used"), rows);
        output.remark(answer.path("assignments").asString(""));
        output.document(answer);
        return 0;
    }
}
