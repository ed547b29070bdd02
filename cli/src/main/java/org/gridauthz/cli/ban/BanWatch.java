package org.gridauthz.cli.ban;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.gridauthz.cli.output.Output;
import org.gridauthz.cli.site.Instances;
import org.gridauthz.cli.site.Question;
import org.gridauthz.cli.site.Reply;
import tools.jackson.databind.JsonNode;

/**
 * A ban on its way to every instance, told as it arrives. The one write is sent again and again with its {@code Idempotency-Key} and
 * {@code wait=everywhere}: each answer says how every instance stands to this very ban.
 */
final class BanWatch {
    private final Instances saz;
    private final Output output;
    private final Map<String, String> told = new HashMap<>();

    BanWatch(Instances saz, Output output) {
        this.saz = saz;
        this.output = output;
    }

    /** Whether no instance can decide without it before so many seconds are over. */
    boolean until(Question ban, int seconds) {
        long begun = System.nanoTime();
        Question waiting = new Question(
                ban.method(),
                ban.path() + "?wait=everywhere&deadline=1",
                ban.body(),
                ban.type(),
                ban.key(),
                Duration.ofSeconds(15));
        while (true) {
            Reply reply = saz.ask(waiting);
            JsonNode said = reply.done();
            Duration since = Duration.ofNanos(System.nanoTime() - begun);
            tell(said, since);
            boolean everywhere = said.path("everywhere").asBoolean(false);
            if (everywhere || since.toSeconds() >= seconds) {
                output.remark((everywhere
                                ? "in force everywhere after " + since.toMillis() + " ms"
                                : "banned, but not everywhere yet")
                        + ", epoch " + said.path("epoch").asString("") + ", id "
                        + said.path("id").asString(""));
                output.document(said);
                return everywhere;
            }
        }
    }

    private void tell(JsonNode said, Duration since) {
        for (JsonNode instance : said.path("instances")) {
            String name = instance.path("service").asString("") + " "
                    + instance.path("name").asString("");
            String state = instance.path("state").asString("");
            if (!state.equals(told.put(instance.path("id").asString(""), state))) {
                String closes = instance.path("closesAt").asString("");
                output.remark("  " + name + ": " + state
                        + (state.equals("silent-closes") ? ", decides nothing from " + closes : "") + " ("
                        + since.toMillis()
                        + " ms)");
            }
        }
    }
}
