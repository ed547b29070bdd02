package org.gridauthz.audit.store;

import java.io.ByteArrayOutputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.gridauthz.audit.DecisionRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A decision as one line of JSON; absent values do not appear. */
final class DecisionLine {
    private static final JsonFactory JSON = new JsonFactory();
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

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
            optional(json, "serial", decision.serial());
            optional(json, "vo", decision.vo());
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

    /** The decision of a line; null if it is no line of ours. */
    static @Nullable DecisionRecord read(String line) {
        try {
            JsonNode json = MAPPER.readTree(line);
            List<String> fqans = new ArrayList<>();
            json.path("fqans").forEach(fqan -> fqans.add(fqan.asString("")));
            return new DecisionRecord(
                    Instant.parse(json.path("at").asString("")),
                    json.path("id").asString(""),
                    json.path("service").asString(""),
                    json.path("caller").asString(""),
                    json.path("subject").asString(""),
                    text(json, "issuer"),
                    text(json, "serial"),
                    text(json, "vo"),
                    fqans,
                    json.path("verified").asBoolean(false),
                    text(json, "host"),
                    json.path("decision").asString(""),
                    text(json, "account"),
                    text(json, "reason"),
                    text(json, "rule"),
                    text(json, "epoch"),
                    json.path("ageMillis").asLong(-1),
                    json.path("micros").asLong(0));
        } catch (JacksonException | DateTimeException notOurs) {
            return null;
        }
    }

    private static @Nullable String text(JsonNode json, String name) {
        JsonNode value = json.path(name);
        return value.isString() ? value.asString() : null;
    }

    private static void optional(JsonGenerator json, String name, @Nullable String value) {
        if (value != null) {
            json.writeStringProperty(name, value);
        }
    }
}
