package org.gridauthz.cli.status;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.gridauthz.cli.output.Output;
import org.gridauthz.cli.site.Instances;
import org.gridauthz.cli.site.Question;
import org.gridauthz.cli.site.Reply;
import org.gridauthz.cli.site.Service;
import org.gridauthz.cli.site.Site;
import org.gridauthz.cli.site.SubjectFile;
import org.gridauthz.web.page.AskedText;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code gridauthz check}: a plug-in for Nagios and its kin; {@code check_gridauthz} calls it. */
@Command(
        name = "check",
        description = {
            "For Nagios: a real site decision by SAZ, a real mapping by GUMS, with --vo a real attribute certificate"
                    + " by VOMS.",
            "With --each every address of a service is asked directly; without, one that answers is enough."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes (of the Nagios plug-in API):%n",
        exitCodeList = {
            "0:OK",
            "1:WARNING: slow, or knowledge is old",
            "2:CRITICAL: down, or a wrong answer",
            "3:UNKNOWN"
        })
public final class CheckVerb implements Callable<Integer> {
    private static final int OK = 0;
    private static final int WARNING = 1;
    private static final int CRITICAL = 2;

    @Option(
            names = "--service",
            paramLabel = "NAME",
            description = "gums, saz or voms (default: gums and saz, voms too with --vo)")
    private @Nullable List<Service> services;

    @Option(names = "--each", description = "ask every address directly")
    private boolean each;

    @Option(names = "--vo", paramLabel = "VO", description = "ask VOMS for an attribute certificate of this VO")
    private @Nullable String vo;

    @Option(
            names = "--subject",
            paramLabel = "FILE",
            description = "the proxy that is asked about (default: the credential that asks)")
    private @Nullable Path subject;

    @Option(names = "--account", paramLabel = "NAME", description = "what GUMS has to answer (default: any account)")
    private @Nullable String account;

    @Option(
            names = "--warn-ms",
            paramLabel = "N",
            defaultValue = "1000",
            description = "slower is a warning (default: ${DEFAULT-VALUE})")
    private long slow;

    @Option(
            names = "--warn-age",
            paramLabel = "SECONDS",
            defaultValue = "5",
            description = "older knowledge is a warning (default: ${DEFAULT-VALUE})")
    private double old;

    @Mixin
    private Site site = new Site();

    @Mixin
    private Output output = new Output();

    /** One instance's answer, judged. */
    private record Judged(int exit, String text, String data) {}

    @Override
    public Integer call() {
        List<Judged> all = new ArrayList<>();
        for (Service service : wanted()) {
            all.addAll(judged(service));
        }
        int worst = all.stream().mapToInt(Judged::exit).max().orElse(3);
        String state = List.of("OK", "WARNING", "CRITICAL", "UNKNOWN").get(worst);
        String data = String.join(
                " ",
                all.stream().map(Judged::data).filter(text -> !text.isEmpty()).toList());
        output.remark("GRIDAUTHZ " + state + ": "
                + String.join("; ", all.stream().map(Judged::text).toList()) + " | " + data);
        output.document(Map.of("state", state, "instances", all));
        return worst;
    }

    private List<Service> wanted() {
        if (services != null) {
            return services;
        }
        return vo == null ? List.of(Service.SAZ, Service.GUMS) : List.of(Service.SAZ, Service.GUMS, Service.VOMS);
    }

    private List<Judged> judged(Service service) {
        Instances instances = site.of(service);
        List<Judged> all = new ArrayList<>();
        for (URI instance : instances.all()) {
            Judged one = judge(service, instances, instance);
            if (!each && one.exit() == OK) {
                return List.of(one);
            }
            all.add(one);
        }
        return all;
    }

    private Judged judge(Service service, Instances instances, URI instance) {
        String where = service.name().toLowerCase(Locale.ROOT) + "@" + instance.getAuthority();
        Reply reply;
        try {
            reply = instances.ask(instance, question(service));
        } catch (RuntimeException e) {
            return new Judged(CRITICAL, where + " " + e.getMessage(), "");
        }
        String data = "'" + where + "'=" + reply.took().toMillis() + "ms;" + slow;
        String wrong = service == Service.VOMS ? wrongAttributes(reply) : wrongDecision(service, reply);
        if (wrong != null) {
            return new Judged(CRITICAL, where + " " + wrong, data);
        }
        double age = reply.json().path("age").asDouble(0);
        if (age > old) {
            return new Judged(WARNING, where + " knows what was " + age + " s ago", data);
        }
        return reply.took().toMillis() > slow
                ? new Judged(WARNING, where + " took " + reply.millis(), data)
                : new Judged(OK, where + " " + reply.millis(), data);
    }

    private Question question(Service service) {
        if (service == Service.VOMS) {
            return Question.get("/voms/" + Question.encoded(String.valueOf(vo)) + "/generate-ac");
        }
        AskedText text = SubjectFile.read(subject == null ? site.credential().certificate() : subject);
        return Question.send(
                "POST",
                service == Service.SAZ ? "/api/v1/decisions" : "/api/v1/mappings",
                Map.of("subjects", List.of(Map.of("chain", text.value()))));
    }

    private static @Nullable String wrongAttributes(Reply reply) {
        return reply.good() && reply.text().contains("<ac>")
                ? null
                : "gave no attribute certificate (" + reply.status() + ")";
    }

    private @Nullable String wrongDecision(Service service, Reply reply) {
        JsonNode result = reply.json().path("results").path(0);
        if (!result.path("decision").asString("").equals("permit")) {
            String reason =
                    result.path("reason").asString(reply.json().path("code").asString("HTTP " + reply.status()));
            return "answered " + result.path("decision").asString("nothing") + " (" + reason + ")";
        }
        String mapped = result.path("account").asString("");
        return service == Service.GUMS && account != null && !account.equals(mapped) ? "mapped to " + mapped : null;
    }
}
