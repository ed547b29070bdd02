package org.gridauthz.saz.feed.rest;

import java.io.StringWriter;
import java.util.List;
import org.gridauthz.ban.Ban;
import org.gridauthz.saz.feed.BanLists;
import org.gridauthz.web.Rendered;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** {@code {"bans":[{"kind","value","qualifier"?,"origin","until"?}]}}: what another GridAuthz pulls. Reasons stay at home. */
public final class JsonBans {
    private static final JsonFactory JSON = new JsonFactory();

    private JsonBans() {}

    /** The file. */
    public static Rendered.Content of(List<Ban> bans) {
        return out -> {
            StringWriter text = new StringWriter(bans.size() * 80);
            try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
                json.writeStartObject();
                json.writeArrayPropertyStart("bans");
                bans.stream().sorted(BanLists.order()).forEach(ban -> write(ban, json));
                json.writeEndArray();
                json.writeEndObject();
            }
            out.append(text.getBuffer());
        };
    }

    private static void write(Ban ban, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("kind", ban.target().kind().text());
        json.writeStringProperty("value", ban.target().value());
        if (ban.target().qualifier() != null) {
            json.writeStringProperty("qualifier", ban.target().qualifier());
        }
        json.writeStringProperty("origin", ban.origin());
        if (ban.until() != null) {
            json.writeStringProperty("until", ban.until().toString());
        }
        json.writeEndObject();
    }
}
