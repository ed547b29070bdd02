package org.gridauthz.web.rest;

import java.util.List;
import org.gridauthz.web.ErrorCode;
import org.gridauthz.web.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says of a body that could not be read where and why, without repeating it. */
final class JsonMistakes {
    private JsonMistakes() {}

    static Refusal of(HttpMessageNotReadableException e) {
        for (Throwable below = e.getCause(); below != null; below = below.getCause()) {
            if (below instanceof Refusal refusal) {
                return refusal;
            }
        }
        // An if for each, since the formatter on JDK 17 does not parse guarded patterns.
        Throwable cause = e.getCause();
        if (cause instanceof UnrecognizedPropertyException unknown) {
            return new Refusal(ErrorCode.FIELD_UNKNOWN, "there is no such field here", pointer(unknown));
        }
        if (cause instanceof StreamReadException bad) {
            return new Refusal(ErrorCode.JSON_MALFORMED, "not JSON, or beyond a limit" + place(bad));
        }
        if (cause instanceof DatabindException wrong && !(wrong.getCause() instanceof StreamReadException)) {
            return new Refusal(ErrorCode.FIELD_INVALID, "not of the type this field has", pointer(wrong));
        }
        return new Refusal(ErrorCode.JSON_MALFORMED, "no JSON could be read from the body");
    }

    private static String place(JacksonException e) {
        return e.getLocation() == null ? "" : " at byte " + e.getLocation().getByteOffset();
    }

    private static @Nullable String pointer(JacksonException e) {
        List<JacksonException.Reference> path = e.getPath();
        if (path == null || path.isEmpty()) {
            return null;
        }
        StringBuilder pointer = new StringBuilder();
        for (JacksonException.Reference step : path) {
            String name = step.getPropertyName();
            pointer.append('/').append(name == null ? String.valueOf(step.getIndex()) : printable(name));
        }
        return pointer.toString();
    }

    private static String printable(String name) {
        String text = name.length() <= 64 ? name : name.substring(0, 64);
        return text.replace("~", "~0").replace("/", "~1").replaceAll("\\p{Cntrl}", "?");
    }
}
