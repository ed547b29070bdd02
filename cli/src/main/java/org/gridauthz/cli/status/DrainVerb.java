package org.gridauthz.cli.status;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.gridauthz.cli.output.Output;
import org.gridauthz.cli.site.Question;
import org.gridauthz.cli.site.Site;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code gridauthz drain}: one instance out of its directors' view, and back. */
@Command(
        name = "drain",
        description = {
            "Take one instance out of readiness: directors give it no new callers, those it has are sent away with"
                    + " their next answer. It goes on answering. A restart puts it back, and so does --undo.",
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:done", "1:refused", "2:wrong usage", "3:it does not answer"})
public final class DrainVerb implements Callable<Integer> {
    private static final String PATH = "/api/v1/standing/drain";

    @Parameters(paramLabel = "URL", description = "the instance's admin listener, as https://HOST:PORT")
    private URI instance = URI.create("");

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "why, for the audit trail")
    private String reason = "";

    @Option(names = "--undo", description = "put it back")
    private boolean undo;

    @Mixin
    private Site site = new Site();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() {
        String path = PATH + Question.query("reason", reason);
        Question question = new Question(undo ? "DELETE" : "PUT", path, null, "", null, Duration.ofSeconds(15));
        JsonNode said = site.at(List.of(instance)).ask(question).done();
        boolean draining = said.path("draining").asBoolean(false);
        output.remark(instance + (draining ? " drains" : " takes callers again"));
        output.document(said);
        return 0;
    }
}
