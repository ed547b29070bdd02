package org.gridauthz.cli.ban;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.gridauthz.cli.output.Output;
import org.gridauthz.cli.site.Consent;
import org.gridauthz.cli.site.Instances;
import org.gridauthz.cli.site.Question;
import org.gridauthz.cli.site.Reply;
import org.gridauthz.cli.site.Service;
import org.gridauthz.cli.site.Site;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code gridauthz lift}: ends a ban, by the turn that was shown, so that a later ban is never met. */
@Command(
        name = "lift",
        description = "Lift a ban: by its id, or by KIND VALUE for one that an officer made.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:lifted",
            "1:refused, not wanted, not banned, or waiting for a second officer",
            "2:wrong usage",
            "3:the service cannot be asked"
        })
public final class LiftVerb implements Callable<Integer> {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{64}");

    @Parameters(index = "0", paramLabel = "ID|KIND", description = "the ban's id, or its kind")
    private String idOrKind = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "VALUE", description = "what is banned")
    private @Nullable String value;

    @Parameters(index = "2", arity = "0..1", paramLabel = "QUALIFIER", description = "as it was banned")
    private @Nullable String qualifier;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "why; kept with it")
    private String reason = "";

    @Option(names = "--second", description = "confirm what another officer asked for")
    private boolean second;

    @Mixin
    private Consent consent = new Consent();

    @Mixin
    private Site site = new Site();

    @Mixin
    private Output output = new Output();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Instances saz = site.of(Service.SAZ);
        String id = id(saz);
        JsonNode ban = saz.ask(Question.get("/api/v1/bans/" + id)).done();
        JsonNode newest = ban.path("turns").path(ban.path("turns").size() - 1);
        output.remark(newest.path("kind").asString("") + " "
                + newest.path("value").asString("") + ": "
                + newest.path("state").asString("") + " by "
                + newest.path("byWhom").asString("") + " at "
                + newest.path("at").asString("") + ", " + newest.path("reason").asString("") + " ("
                + newest.path("ticket").asString("") + ")");
        if (!ban.path("inForce").asBoolean(false)) {
            output.remark("it is not in force");
            output.document(ban);
            return 1;
        }
        if (!consent.given("Lift it?")) {
            output.remark("nothing was done");
            return 1;
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("turn", newest.path("turn").asInt());
        body.put("reason", reason);
        Reply reply = saz.ask(Question.send("POST", "/api/v1/bans/" + id + (second ? "/lift/confirm" : "/lift"), body));
        JsonNode done = reply.done();
        boolean waits = reply.status() == 202;
        output.remark((waits ? "waits for a second officer" : "lifted") + ", epoch "
                + done.path("epoch").asString(""));
        output.document(done);
        return waits ? 1 : 0;
    }

    /** A ban has one name however its value is spelled; the service knows it. */
    private String id(Instances saz) {
        if (value == null) {
            if (!ID.matcher(idOrKind).matches()) {
                throw new ParameterException(spec.commandLine(), "an id has 64 hexadecimal digits; else KIND VALUE");
            }
            return idOrKind;
        }
        Map<String, Object> ban = new LinkedHashMap<>();
        ban.put("kind", idOrKind);
        ban.put("value", value);
        if (qualifier != null) {
            ban.put("qualifier", qualifier);
        }
        return saz.ask(Question.send("POST", "/api/v1/bans/dry-run", ban))
                .done()
                .path("id")
                .asString("");
    }
}
