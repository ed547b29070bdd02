package org.gridauthz.audit.store;

import java.io.ByteArrayOutputStream;
import org.gridauthz.audit.DecisionRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** A decision as one line of JSON; absent values do not appear. */
final class DecisionLine {
    private static final JsonFactory JSON = new JsonFactory();

    private DecisionLine() {}

    static byte[] of(DecisionRecord decision) {
        ByteArrayOutputStream line = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), line)) {
            json.writeStartObject();
            json.writeStringProperty("at", decision.at().toString());
            json.writeStringProperty("id", decision.id());
            json.writeStringProperty("service", decision.service());
            json.writeStringProperty("caller", decision.caller());
            json.writeStringProperty("subject", decision.subject());
            optional(json, "issuer", decision.issuer());
            if (!decision.fqans().isEmpty()) {
                json.writeArrayPropertyStart("fqans");
                decision.fqans().forEach(json::writeString);
                json.writeEndArray();
            }
            json.writeBooleanProperty("verified", decision.verified());
            optional(json, "host", decision.host());
            json.writeStringProperty("decision", decision.decision());
            optional(json, "account", decision.account());
            optional(json, "reason", decision.reason());
            optional(json, "rule", decision.rule());
            optional(json, "epoch", decision.epoch());
            if (decision.ageMillis() >= 0) {
                json.writeNumberProperty("ageMillis", decision.ageMillis());
            }
            json.writeNumberProperty("micros", decision.micros());
            json.writeEndObject();
        }
        line.write('\n');
        return line.toByteArray();
    }

    private static void optional(JsonGenerator json, String name, @Nullable String value) {
        if (value != null) {
            json.writeStringProperty(name, value);
        }
    }
}
