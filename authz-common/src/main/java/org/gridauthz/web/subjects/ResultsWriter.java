package org.gridauthz.web.subjects;

import java.io.OutputStream;
import java.util.List;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes {@code {"results":[{"decision","reason","id",…}],"epoch","age"}}, results in the order of the subjects. A
 * service adds its own members between {@link #open} and {@link #close()}.
 */
public final class ResultsWriter {
    private static final JsonFactory JSON = new JsonFactory();

    private final JsonGenerator json;

    /** Starts the answer. */
    public ResultsWriter(OutputStream out) {
        json = JSON.createGenerator(ObjectWriteContext.empty(), out, JsonEncoding.UTF8);
        json.writeStartObject();
        json.writeArrayPropertyStart("results");
    }

    /** Where a service writes members of its own. */
    public JsonGenerator json() {
        return json;
    }

    /**
     * Starts one result.
     *
     * @param decision {@code permit}, {@code deny} or {@code indeterminate}
     * @param reason a stable code
     * @param id the decision's name in the audit trail
     */
    public void open(String decision, String reason, String id) {
        json.writeStartObject();
        json.writeStringProperty("decision", decision);
        json.writeStringProperty("reason", reason);
        json.writeStringProperty("id", id);
    }

    /** Ends one result, with the lines that explain it; none when nobody asked. */
    public void close(List<String> explanation) {
        if (!explanation.isEmpty()) {
            json.writeArrayPropertyStart("explanation");
            for (String line : explanation) {
                json.writeString(line);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    /**
     * Ends the answer.
     *
     * @param epoch how far this instance has seen changes, opaque
     * @param ageMillis how long ago that was known to be everything, in milliseconds; written in seconds
     */
    public void finish(String epoch, long ageMillis) {
        json.writeEndArray();
        json.writeStringProperty("epoch", epoch);
        json.writeNumberProperty("age", ageMillis / 1000.0);
        json.writeEndObject();
        json.close();
    }
}
