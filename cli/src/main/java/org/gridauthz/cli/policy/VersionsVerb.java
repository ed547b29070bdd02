package org.gridauthz.cli.policy;

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

/** {@code gridauthz policy versions}: what is stored, and which is in force. */
@Command(name = "versions", description = "List the versions of the policy in GUMS.", mixinStandardHelpOptions = true)
final class VersionsVerb implements Callable<Integer> {
    @Mixin
    private Site site = new Site();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() {
        JsonNode answer =
                site.of(Service.GUMS).ask(Question.get("/api/v1/policies")).done();
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode version : answer.path("versions")) {
            rows.add(List.of(
                    version.path("version").asString(""),
                    version.path("current").asBoolean(false) ? "in force" : "",
                    version.path("at").asString(""),
                    version.path("byWhom").asString(""),
                    version.path("remark").asString("")));
        }
        output.table(List.of("version", "state", "stored", "by", "why"), rows);
        output.document(answer);
        return 0;
    }
}
