package org.gridauthz.cli.policy;

import java.util.Map;
import java.util.concurrent.Callable;
import org.gridauthz.cli.output.Output;
import org.gridauthz.cli.site.Instances;
import org.gridauthz.cli.site.Question;
import org.gridauthz.cli.site.Reply;
import org.gridauthz.cli.site.Service;
import org.gridauthz.cli.site.Site;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code gridauthz policy show}: a stored document, as it was stored. */
@Command(name = "show", description = "Print a version of the policy in GUMS.", mixinStandardHelpOptions = true)
final class ShowVerb implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "VERSION", description = "which (default: the one in force)")
    private @Nullable Long version;

    @Mixin
    private Site site = new Site();

    @Mixin
    private Output output = new Output();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Instances gums = site.of(Service.GUMS);
        Reply reply = gums.ask(Question.get("/api/v1/policies/" + (version == null ? current(gums) : version)));
        reply.done();
        if (output.json()) {
            output.document(Map.of("document", reply.text()));
        } else {
            spec.commandLine().getOut().print(reply.text());
            spec.commandLine().getOut().flush();
        }
        return 0;
    }

    private static long current(Instances gums) {
        for (JsonNode one : gums.ask(Question.get("/api/v1/policies")).done().path("versions")) {
            if (one.path("current").asBoolean(false)) {
                return one.path("version").asLong();
            }
        }
        throw new UnreadableInput("no policy is in force");
    }
}
