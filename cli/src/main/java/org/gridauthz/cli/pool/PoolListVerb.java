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
import tools.jackson.databind.JsonNode;

/** {@code gridauthz pool list}: how full each pool is. */
@Command(
        name = "list",
        description = "Say how full each pool of accounts is.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:all have free accounts",
            "1:one is nearly or wholly used up",
            "2:wrong usage",
            "3:could not find out"
        })
final class PoolListVerb implements Callable<Integer> {
    @Mixin
    private Site site = new Site();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() {
        JsonNode answer =
                site.of(Service.GUMS).ask(Question.get("/api/v1/pools")).done();
        List<List<String>> rows = new ArrayList<>();
        boolean scarce = false;
        for (JsonNode pool : answer.path("pools")) {
            String warning = pool.path("warning").asString("").replace("NONE", "");
            scarce |= !warning.isEmpty() || pool.path("free").asInt(0) == 0;
            rows.add(List.of(
                    pool.path("pool").asString(""),
                    pool.path("size").asString(""),
                    pool.path("leased").asString(""),
                    pool.path("quarantined").asString(""),
                    pool.path("locked").asString(""),
                    pool.path("free").asString(""),
                    warning));
        }
        output.table(List.of("pool", "size", "leased", "quarantined", "locked", "free", "warning"), rows);
        output.document(answer);
        return scarce ? 1 : 0;
    }
}
