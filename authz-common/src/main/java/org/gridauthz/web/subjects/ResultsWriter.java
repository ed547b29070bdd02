package org.gridauthz.web.subjects;

import java.io.OutputStream;
import java.util.List;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes {@code {"results":[{"decision","reason","id",…}],"epoch","age"}}. */
public final class ResultsWriter implements Results {
    private static final JsonFactory JSON = new JsonFactory();

    private final JsonGenerator json;

    /** Starts the answer. */
    public ResultsWriter(OutputStream out) {
        json = JSON.createGenerator(ObjectWriteContext.empty(), out, JsonEncoding.UTF8);
        json.writeStartObject();
        json.writeArrayPropertyStart("results");
    }

    @Override
    public void open(String decision, String reason, String id) {
        json.writeStartObject();
        json.writeStringProperty("decision", decision);
        json.writeStringProperty("reason", reason);
        json.writeStringProperty("id", id);
    }

    @Override
    public void member(String name, String value) {
        json.writeStringProperty(name, value);
    }

    @Override
    public void member(String name, long value) {
        json.writeNumberProperty(name, value);
    }

    @Override
    public void members(String name, List<String> values) {
        if (!values.isEmpty()) {
            json.writeArrayPropertyStart(name);
            for (String value : values) {
                json.writeString(value);
            }
            json.writeEndArray();
        }
    }

    @Override
    public void close(List<String> explanation) {
        members("explanation", explanation);
        json.writeEndObject();
    }

    @Override
    public void finish(String epoch, long ageMillis) {
        json.writeEndArray();
        json.writeStringProperty("epoch", epoch);
        json.writeNumberProperty("age", ageMillis / 1000.0);
        json.writeEndObject();
        json.close();
    }
}
