package org.gridauthz.cli.ban;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.gridauthz.cli.output.Output;
import org.gridauthz.cli.site.Question;
import org.gridauthz.cli.site.Service;
import org.gridauthz.cli.site.Site;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code gridauthz ban list}: what is in force, now or at a time. */
@Command(name = "list", description = "List the bans in force.", mixinStandardHelpOptions = true)
final class BanListVerb implements Callable<Integer> {
    @Option(names = "--kind", paramLabel = "KIND", description = "of this kind")
    private @Nullable String kind;

    @Option(names = "-q", paramLabel = "TEXT", description = "whose value holds this")
    private @Nullable String text;

    @Option(names = "--vo", paramLabel = "VO", description = "inside this VO")
    private @Nullable String vo;

    @Option(names = "--at", paramLabel = "TIME", description = "in force then, such as 2026-11-22T03:00:00Z")
    private @Nullable String at;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "100",
            description = "most shown (default: ${DEFAULT-VALUE})")
    private int limit;

    @Mixin
    private Site site = new Site();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() {
        JsonNode answer = site.of(Service.SAZ)
                .ask(Question.get(
                        "/api/v1/bans", "kind", kind, "q", text, "vo", vo, "at", at, "limit", Integer.toString(limit)))
                .done();
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode ban : answer.path("bans")) {
            rows.add(List.of(
                    ban.path("kind").asString(""),
                    (ban.path("value").asString("") + " "
                                    + ban.path("qualifier").asString(""))
                            .strip(),
                    ban.path("until").asString("-"),
                    ban.path("origin").asString(""),
                    ban.path("reason").asString(""),
                    ban.path("ticket").asString("")));
        }
        output.table(List.of("kind", "value", "until", "origin", "reason", "ticket"), rows);
        if (!answer.path("next").isMissingNode() && !answer.path("next").isNull()) {
            output.remark("there are more: --limit");
        }
        output.document(answer);
        return 0;
    }
}
