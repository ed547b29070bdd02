package org.gridauthz.web;

import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * An error answer, RFC 9457. Members: {@code type} ({@code urn:gridauthz:error:CODE}), {@code title}, {@code status},
 * {@code code}, {@code detail}, and where they apply {@code pointer} (RFC 6901, into the request) and {@code instance}
 * (under which the log has more).
 */
public record Problem(
        ErrorCode code,
        String detail,
        @Nullable String pointer,
        @Nullable String instance) {
    /** The media type of the document. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final JsonFactory JSON = new JsonFactory();

    /** The document in UTF-8. */
    public byte[] toJson() {
        var out = new ByteArrayOutputStream(256);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out, JsonEncoding.UTF8)) {
            json.writeStartObject();
            json.writeStringProperty("type", "urn:gridauthz:error:" + code.name());
            json.writeStringProperty("title", code.title());
            json.writeNumberProperty("status", code.status());
            json.writeStringProperty("code", code.name());
            json.writeStringProperty("detail", detail);
            if (pointer != null) {
                json.writeStringProperty("pointer", pointer);
            }
            if (instance != null) {
                json.writeStringProperty("instance", "urn:gridauthz:incident:" + instance);
            }
            json.writeEndObject();
        }
        return out.toByteArray();
    }
}
