package org.gridauthz.cli.decide;

import java.util.Map;
import org.gridauthz.cli.output.Output;
import org.gridauthz.cli.site.Instances;
import org.gridauthz.cli.site.Question;
import org.gridauthz.cli.site.Reply;
import org.gridauthz.cli.site.Service;
import org.gridauthz.cli.site.Site;
import org.gridauthz.cli.site.Unreachable;
import tools.jackson.databind.JsonNode;

/** A decision that was made, asked of each instance of SAZ and GUMS until one keeps it: an id does not say whose it is. */
final class RecordedDecision {
    private RecordedDecision() {}

    /** Tells it; 0 if it was found, 1 if nobody keeps it, 3 if somebody could not be asked. */
    static int tell(Site site, String id, Output output) {
        boolean askedAll = true;
        for (Service service : new Service[] {Service.SAZ, Service.GUMS}) {
            Instances instances = site.of(service);
            for (var instance : instances.all()) {
                try {
                    Reply reply =
                            instances.ask(instance, Question.get("/api/v1/history/decisions/" + Question.encoded(id)));
                    if (reply.status() != 404) {
                        told(service, reply.done(), output);
                        return 0;
                    }
                } catch (Unreachable e) {
                    output.remark(String.valueOf(e.getMessage()));
                    askedAll = false;
                }
            }
        }
        output.document(Map.of());
        output.remark(askedAll ? "no instance keeps this decision" : "no instance that was asked keeps this decision");
        return askedAll ? 1 : 3;
    }

    private static void told(Service service, JsonNode answer, Output output) {
        JsonNode line = answer.path("recorded");
        String reason = line.path("reason").asString("");
        output.remark(
                service + "  " + line.path("decision").asString("") + (reason.isEmpty() ? "" : " (" + reason + ")")
                        + " at " + line.path("at").asString("") + " for "
                        + line.path("subject").asString("nobody")
                        + ", asked by " + line.path("caller").asString(""));
        String rule = line.path("rule").asString("");
        if (!rule.isEmpty()) {
            output.remark("    by " + rule);
        }
        answer.path("then").path("explanation").forEach(one -> output.remark("    then " + one.asString("")));
        JsonNode bans = service == Service.SAZ ? answer.path("then").path("bans") : answer.path("bans");
        bans.forEach(ban -> output.remark("    ban  " + ban.path("value").asString("") + " by "
                + ban.path("byWhom").asString("") + " at " + ban.path("at").asString("") + ": "
                + ban.path("reason").asString("") + " (" + ban.path("ticket").asString("") + ")"));
        answer.path("unseen")
                .forEach(ban -> output.remark("    the instance had not yet heard of ban " + ban.asString("")));
        output.document(answer);
    }
}
