package org.gridauthz.argus;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.gridauthz.argus.HessianReader.Refused;
import org.gridauthz.argus.HessianReader.Value;
import org.gridauthz.xacml.Attribute;
import org.gridauthz.xacml.Query.Section;
import org.jspecify.annotations.Nullable;

/** Reads a PEP request: base64 text, with or without line ends, of one Hessian value of type {@code Request}. */
public final class PepReader {
    /** Largest body, in bytes. */
    public static final int MAX_BODY = 1 << 20;

    static final String MODEL = "org.glite.authz.common.model.";
    private static final String ACCESS_SUBJECT = "urn:oasis:names:tc:xacml:1.0:subject-category:access-subject";

    private PepReader() {}

    /** Reads the first bytes of an array. */
    public static Reading read(byte[] body, int length) {
        if (length > MAX_BODY) {
            return new Reading.Malformed("more than " + MAX_BODY + " bytes");
        }
        try {
            byte[] text = new String(body, 0, length, StandardCharsets.ISO_8859_1)
                    .replaceAll("[ \t\r\n]", "")
                    .getBytes(StandardCharsets.ISO_8859_1);
            return request(typed(new HessianReader(Base64.getDecoder().decode(text)).whole(), "Request"));
        } catch (Refused refused) {
            return new Reading.Malformed(String.valueOf(refused.getMessage()));
        } catch (IllegalArgumentException e) {
            return new Reading.Malformed("not base64");
        }
    }

    private static PepRequest request(Value.Typed request) {
        List<Section> subjects = new ArrayList<>(1);
        for (Value.Typed subject : all(request.field("subjects"), "Subject")) {
            String category = text(subject.field("category"));
            subjects.add(new Section(
                    category == null || category.isBlank() ? ACCESS_SUBJECT : category, attributes(subject)));
        }
        List<Attribute> resource = new ArrayList<>();
        all(request.field("resources"), "Resource").forEach(one -> resource.addAll(attributes(one)));
        Value environment = request.field("environment");
        return PepRequest.of(
                subjects, resource, environment == null ? List.of() : attributes(typed(environment, "Environment")));
    }

    private static List<Attribute> attributes(Value.Typed of) {
        List<Attribute> attributes = new ArrayList<>();
        for (Value.Typed one : all(of.field("attributes"), "Attribute")) {
            String id = text(one.field("id"));
            if (id == null) {
                throw new Refused("an attribute without id");
            }
            List<String> values = new ArrayList<>(1);
            for (Value value : sequence(one.field("values"))) {
                String text = text(value);
                if (text != null && !text.isBlank()) {
                    values.add(text.strip());
                }
            }
            attributes.add(new Attribute(id, text(one.field("issuer")), values));
        }
        return attributes;
    }

    private static List<Value.Typed> all(@Nullable Value list, String type) {
        List<Value.Typed> all = new ArrayList<>();
        sequence(list).forEach(one -> all.add(typed(one, type)));
        return all;
    }

    private static List<@Nullable Value> sequence(@Nullable Value value) {
        if (value == null) {
            return List.of();
        }
        if (value instanceof Value.Sequence sequence) {
            return sequence.values();
        }
        throw new Refused("something else where a list belongs");
    }

    private static Value.Typed typed(@Nullable Value value, String type) {
        if (value instanceof Value.Typed typed && typed.type().equals(MODEL + type)) {
            return typed;
        }
        throw new Refused("something else where a " + type + " belongs");
    }

    private static @Nullable String text(@Nullable Value value) {
        if (value == null) {
            return null;
        }
        if (value instanceof Value.Text text) {
            return text.text();
        }
        throw new Refused("something else where a text belongs");
    }
}
