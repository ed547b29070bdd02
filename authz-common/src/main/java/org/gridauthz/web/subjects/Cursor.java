package org.gridauthz.web.subjects;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.gridauthz.identity.MalformedIdentityException;
import org.gridauthz.web.ErrorCode;
import org.gridauthz.web.Refusal;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * A place in the body: reads the value of the field just named, or refuses with a pointer to it. Pointers are made only
 * when something is wrong.
 */
final class Cursor {
    private final JsonParser json;
    private String base = "";

    Cursor(JsonParser json) {
        this.json = json;
    }

    /** What the following pointers are below of. */
    void enterSubject(int index) {
        base = index < 0 ? "" : "/subjects/" + index;
    }

    @Nullable
    String nextField() {
        return json.nextName();
    }

    @Nullable
    JsonToken next() {
        return json.nextToken();
    }

    void expect(JsonToken wanted, String field) {
        expect(json.nextToken(), wanted, field);
    }

    void expect(@Nullable JsonToken found, JsonToken wanted, String field) {
        if (found != wanted) {
            throw refusal(ErrorCode.FIELD_INVALID, "expected " + wanted.name() + " here", field);
        }
    }

    /** A string of at most so many characters, the first time. */
    String text(@Nullable Object before, int limit, String field) {
        refuseRepeated(before, field);
        if (json.nextToken() != JsonToken.VALUE_STRING || json.getStringLength() > limit) {
            throw refusal(ErrorCode.FIELD_INVALID, "must be a string of at most " + limit + " characters", field);
        }
        return json.getString();
    }

    /** A list of strings, each parsed. */
    <T> List<T> list(@Nullable Object before, int limit, Function<String, T> parse, String field) {
        refuseRepeated(before, field);
        expect(JsonToken.START_ARRAY, field);
        List<T> values = new ArrayList<>(4);
        JsonToken token;
        while ((token = json.nextToken()) != JsonToken.END_ARRAY) {
            if (token != JsonToken.VALUE_STRING || values.size() == limit) {
                throw refusal(ErrorCode.FIELD_INVALID, "must be a list of at most " + limit + " strings", field);
            }
            values.add(parsed(json.getString(), parse, field));
        }
        return values;
    }

    <T> T parsed(String text, Function<String, T> parse, String field) {
        try {
            return parse.apply(text);
        } catch (MalformedIdentityException e) {
            throw refusal(ErrorCode.valueOf(e.code().name()), String.valueOf(e.getMessage()), field);
        }
    }

    void refuseRepeated(@Nullable Object before, String field) {
        if (before != null) {
            throw refusal(ErrorCode.FIELD_REPEATED, "given twice", field);
        }
    }

    Refusal unknown(String name, String parent) {
        String shown = name.replaceAll("[^A-Za-z0-9_.-]", "?");
        return refusal(
                ErrorCode.FIELD_UNKNOWN,
                "this operation knows no such field",
                parent.isEmpty() ? shown : parent + "/" + shown);
    }

    Refusal refusal(ErrorCode code, String detail, String field) {
        return new Refusal(code, detail, field.isEmpty() ? base : base + "/" + field);
    }
}
