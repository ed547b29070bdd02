package org.gridauthz.cli.ban;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.gridauthz.cli.output.Output;
import org.gridauthz.cli.site.Consent;
import org.gridauthz.cli.site.Instances;
import org.gridauthz.cli.site.Question;
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

/** {@code gridauthz ban KIND VALUE}: tried, confirmed, made, and watched until it is in force on every instance. */
@Command(
        name = "ban",
        description = {
            "Ban somebody: show whom it would hit, ask, ban, and wait until every instance has it.",
            "Kinds: dn, certificate (issuer and serial), vo, fqan, ca, issuer, issuer+subject."
        },
        mixinStandardHelpOptions = true,
        subcommands = {BanListVerb.class, BanImportVerb.class, BanReadFileVerb.class},
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:in force everywhere (or tried, with --dry-run)",
            "1:refused, not wanted, or not yet in force everywhere",
            "2:wrong usage",
            "3:the service cannot be asked; run it again"
        })
public final class BanVerb implements Callable<Integer> {
    @Parameters(index = "0", arity = "0..1", paramLabel = "KIND", description = "what kind of thing is banned")
    private @Nullable String kind;

    @Parameters(index = "1", arity = "0..1", paramLabel = "VALUE", description = "what is banned")
    private @Nullable String value;

    @Parameters(
            index = "2",
            arity = "0..1",
            paramLabel = "QUALIFIER",
            description = "dn: an issuer; certificate: the serial number; issuer+subject: the subject")
    private @Nullable String qualifier;

    @Option(names = "--reason", paramLabel = "TEXT", description = "why; kept with it")
    private @Nullable String reason;

    @Option(names = "--ticket", paramLabel = "TEXT", description = "where more stands")
    private @Nullable String ticket;

    @Option(names = "--until", paramLabel = "TIME", description = "its end, such as 2026-12-01T00:00:00Z")
    private @Nullable String until;

    @Option(
            names = "--confirm",
            paramLabel = "VALUE",
            description = "the value once more, for a whole VO, CA or issuer (else it is asked for)")
    private @Nullable String confirm;

    @Option(names = "--dry-run", description = "say whom it would hit, and stop")
    private boolean dryRun;

    @Option(names = "--no-wait", description = "end when it is written, without waiting for the instances")
    private boolean dontWait;

    @Option(
            names = "--deadline",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "how long to wait for the instances (default: ${DEFAULT-VALUE})")
    private int deadline;

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
        String what = value;
        if (kind == null || what == null) {
            throw wrong("KIND and VALUE are needed, or one of the commands list, import");
        }
        if (!dryRun && (reason == null || ticket == null)) {
            throw wrong("--reason and --ticket are needed");
        }
        Instances saz = site.of(Service.SAZ);
        Map<String, Object> ban = new LinkedHashMap<>();
        ban.put("kind", kind);
        ban.put("value", what);
        put(ban, "qualifier", qualifier);
        JsonNode tried =
                saz.ask(Question.send("POST", "/api/v1/bans/dry-run", ban)).done();
        show(tried);
        if (dryRun) {
            output.document(tried);
            return 0;
        }
        if (tried.path("breadth").asString("").equals("WHOLE")) {
            put(ban, "confirm", confirm != null ? confirm : consent.asked("This hits all of it. Type " + what + ": "));
        }
        if (!consent.given("Ban " + kind + " " + what + "?")) {
            output.remark("nothing was done");
            return 1;
        }
        put(ban, "reason", reason);
        put(ban, "ticket", ticket);
        put(ban, "until", until);
        return ban(saz, ban);
    }

    private int ban(Instances saz, Map<String, Object> ban) {
        Question question = Question.send("POST", "/api/v1/bans", ban).once(newKey());
        if (dontWait) {
            JsonNode done = saz.ask(question).done();
            output.remark("banned, epoch " + done.path("epoch").asString(""));
            output.document(done);
            return 0;
        }
        return new BanWatch(saz, output).until(question, deadline) ? 0 : 1;
    }

    private void show(JsonNode tried) {
        JsonNode hits = tried.path("hits");
        output.remark("of " + hits.path("of").asInt() + " who came in the last 24 hours it hits "
                + hits.path("hit").asInt());
        List<List<String>> rows = new ArrayList<>();
        hits.path("byVo")
                .properties()
                .forEach(vo -> rows.add(List.of(
                        vo.getKey().isEmpty() ? "(none)" : vo.getKey(),
                        vo.getValue().asString(""))));
        if (!rows.isEmpty()) {
            output.table(List.of("vo", "hit"), rows);
        }
        hits.path("some").forEach(name -> output.remark("  " + name.asString("")));
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private static void put(Map<String, Object> ban, String name, @Nullable String text) {
        if (text != null) {
            ban.put(name, text);
        }
    }

    private static String newKey() {
        UUID id = UUID.randomUUID();
        return "cli-" + HexFormat.of().toHexDigits(id.getMostSignificantBits())
                + HexFormat.of().toHexDigits(id.getLeastSignificantBits());
    }
}
