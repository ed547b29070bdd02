package org.gridauthz.cli.status;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.gridauthz.cli.output.Output;
import org.gridauthz.cli.site.Instances;
import org.gridauthz.cli.site.Question;
import org.gridauthz.cli.site.Reply;
import org.gridauthz.cli.site.Service;
import org.gridauthz.cli.site.ServiceRefusal;
import org.gridauthz.cli.site.Site;
import org.gridauthz.cli.site.Unreachable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code gridauthz status}: every instance asked directly, and what the roll says of all of them. */
@Command(
        name = "status",
        description = {
            "Ask every instance that is named how it is: health, epoch, age, clock; then what the roll of all"
                    + " instances says.",
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:all are fresh", "1:one is not", "2:wrong usage", "3:nobody answers"})
public final class StatusVerb implements Callable<Integer> {
    @Option(names = "--service", paramLabel = "NAME", description = "gums, saz or voms only (default: all three)")
    private List<Service> services = List.of(Service.values());

    @Mixin
    private Site site = new Site();

    @Mixin
    private Output output = new Output();

    private final List<List<String>> asked = new ArrayList<>();
    private final List<Object> answers = new ArrayList<>();
    private final Map<String, JsonNode> roll = new LinkedHashMap<>();
    private boolean fresh = true;
    private boolean anybody;

    @Override
    public Integer call() {
        for (Service service : services) {
            Instances instances = site.of(service);
            instances.all().forEach(instance -> ask(service, instances, instance));
        }
        output.table(List.of("service", "address", "state", "epoch", "age", "skew", "version", "answered"), asked);
        if (!roll.isEmpty()) {
            output.remark("");
            output.table(
                    List.of("service", "instance", "state", "epoch", "version", "used", "heard"),
                    roll.values().stream().map(StatusVerb::row).toList());
        }
        output.document(Map.of("asked", answers, "roll", roll.values()));
        return fresh ? 0 : anybody ? 1 : 3;
    }

    private void ask(Service service, Instances instances, URI instance) {
        try {
            Reply reply = instances.ask(instance, Question.get("/api/v1/standing"));
            JsonNode said = reply.done();
            anybody = true;
            fresh &= said.path("state").asString("").equals("fresh");
            answers.add(said);
            asked.add(List.of(
                    said.path("service").asString(""),
                    instance.toString(),
                    said.path("state").asString(""),
                    said.path("epoch").asString("-"),
                    said.path("age").asString("-") + " s",
                    said.path("clockSkew").asString("-") + " s",
                    said.path("version").asString(""),
                    reply.millis()));
            instances
                    .ask(instance, Question.get("/api/v1/instances"))
                    .done()
                    .path("instances")
                    .forEach(one -> roll.putIfAbsent(one.path("id").asString(""), one));
        } catch (Unreachable | ServiceRefusal e) {
            fresh = false;
            String why = String.valueOf(e.getMessage());
            answers.add(Map.of("service", service.name(), "address", instance.toString(), "state", "down", "why", why));
            asked.add(List.of(
                    service.name().toLowerCase(java.util.Locale.ROOT),
                    instance.toString(),
                    "down",
                    "-",
                    "-",
                    "-",
                    "-",
                    why));
        }
    }

    private static List<String> row(JsonNode instance) {
        return List.of(
                instance.path("service").asString(""),
                instance.path("name").asString(""),
                instance.path("state").asString(""),
                instance.path("epoch").asString("-"),
                instance.path("version").asString("-"),
                instance.path("capacityUsed").isNumber()
                        ? Math.round(instance.path("capacityUsed").asDouble() * 100) + " %"
                        : "-",
                instance.path("heardAt").asString("-"));
    }
}
