package org.gridauthz.gums.policy.recorded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.gridauthz.gums.mapping.Host;
import org.gridauthz.gums.mapping.MappingRequest;
import org.gridauthz.identity.Fqan;
import org.gridauthz.identity.SlashDn;
import org.gridauthz.identity.Subject.Bearer;
import org.gridauthz.identity.Subject.Person;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * The fields of an audit line that make a call again: {@code host} and either {@code dn}, {@code issuer}, {@code serial},
 * {@code ambiguous}, {@code fqans}, or {@code iss}, {@code sub}, {@code vo}, {@code fqans}, {@code scopes}; and
 * {@code verified}, taken as true where it is missing. A line of the decision trail does too, with {@code subject} (a DN,
 * or issuer and subject of a token with a blank between), {@code fqans} and {@code verified}; a token's VO, where it is not
 * there, is taken from the FQAN. The trail keeps no scopes. Everything else on a line is passed over.
 */
public final class CallLines {
    /** Longer lines are malformed. */
    public static final int MAX_LINE = 65_536;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(16)
                    .maxStringLength(MAX_LINE)
                    .build())
            .build();

    private CallLines() {}

    /**
     * How reading went.
     *
     * @param calls lines that made a call
     * @param malformed lines that did not
     * @param first the numbers of the first few of these, from 1
     */
    public record Outcome(long calls, long malformed, List<Long> first) {}

    /** Reads to the end, one line in memory at a time; malformed lines are counted and passed over. */
    public static Outcome read(Reader lines, Consumer<MappingRequest> calls) throws IOException {
        BufferedReader in = new BufferedReader(lines, 1 << 16);
        StringBuilder line = new StringBuilder();
        List<Long> first = new ArrayList<>();
        long number = 0;
        long good = 0;
        for (int c = in.read(); c >= 0; c = in.read()) {
            line.setLength(0);
            for (; c >= 0 && c != '\n'; c = in.read()) {
                if (line.length() <= MAX_LINE) {
                    line.append((char) c);
                }
            }
            number++;
            MappingRequest call = line.length() > MAX_LINE ? null : call(line.toString());
            if (call != null) {
                good++;
                calls.accept(call);
            } else if (first.size() < 10) {
                first.add(number);
            }
        }
        return new Outcome(good, number - good, List.copyOf(first));
    }

    /** The line that {@link #read} takes back, without a line end. */
    public static String write(MappingRequest request) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            out.writeStartObject();
            out.writeStringProperty("host", request.host().text());
            switch (request.subject()) {
                case Person person -> {
                    out.writeStringProperty("dn", person.dn().text());
                    optional(
                            out,
                            "issuer",
                            person.issuer() == null ? null : person.issuer().text());
                    optional(out, "serial", person.serial());
                    if (person.ambiguous()) {
                        out.writeBooleanProperty("ambiguous", true);
                    }
                }
                case Bearer bearer -> {
                    out.writeStringProperty("iss", bearer.issuer());
                    out.writeStringProperty("sub", bearer.subject());
                    optional(out, "vo", bearer.vo());
                    texts(out, "scopes", bearer.scopes());
                }
            }
            texts(
                    out,
                    "fqans",
                    request.subject().fqans().stream().map(Fqan::toString).toList());
            out.writeBooleanProperty("verified", request.subject().verified());
            out.writeEndObject();
        }
        return text.toString();
    }

    private static void optional(JsonGenerator out, String name, @Nullable String value) {
        if (value != null) {
            out.writeStringProperty(name, value);
        }
    }

    private static void texts(JsonGenerator out, String name, List<String> texts) {
        if (!texts.isEmpty()) {
            out.writeArrayPropertyStart(name);
            texts.forEach(out::writeString);
            out.writeEndArray();
        }
    }

    private static @Nullable MappingRequest call(String line) {
        try (JsonParser in = JSON.createParser(ObjectReadContext.empty(), line)) {
            return in.nextToken() == JsonToken.START_OBJECT ? new Draft().read(in) : null;
        } catch (JacksonException | IllegalArgumentException malformed) {
            return null;
        }
    }

    /** The fields of one line. */
    private static final class Draft {
        private @Nullable String host;
        private @Nullable String dn;
        private @Nullable String issuer;
        private @Nullable String serial;
        private @Nullable String iss;
        private @Nullable String sub;
        private @Nullable String vo;
        private boolean trail;
        private boolean ambiguous;
        private boolean verified = true;
        private List<Fqan> fqans = List.of();
        private List<String> scopes = List.of();

        @Nullable
        MappingRequest read(JsonParser in) {
            while (in.nextToken() != JsonToken.END_OBJECT) {
                String name = in.currentName();
                JsonToken value = in.nextToken();
                String text = value == JsonToken.VALUE_STRING ? in.getString() : null;
                switch (name) {
                    case "host" -> host = text;
                    case "dn" -> dn = text;
                    case "subject" -> recorded(text);
                    case "issuer" -> issuer = text;
                    case "serial" -> serial = text;
                    case "iss" -> iss = text;
                    case "sub" -> sub = text;
                    case "vo" -> vo = text;
                    case "ambiguous" -> ambiguous = value == JsonToken.VALUE_TRUE;
                    case "verified" -> verified = value == JsonToken.VALUE_TRUE;
                    case "fqan" -> fqans = text == null ? List.of() : List.of(Fqan.parse(text));
                    case "fqans" -> fqans = texts(in).stream().map(Fqan::parse).toList();
                    case "scopes" -> scopes = texts(in);
                    default -> in.skipChildren();
                }
            }
            if (host == null) {
                return null;
            }
            if (dn != null) {
                SlashDn by = issuer == null ? null : new SlashDn(issuer);
                return new MappingRequest(
                        new Host(host), new Person(new SlashDn(dn), ambiguous, by, serial, fqans, verified));
            }
            return iss == null || sub == null
                    ? null
                    : new MappingRequest(new Host(host), new Bearer(iss, sub, vo(), fqans, scopes, verified));
        }

        /** The trail did not always name a token's VO; an issuer speaks for one VO, so its groups do. */
        private @Nullable String vo() {
            return trail && vo == null && !fqans.isEmpty() ? fqans.getFirst().vo() : vo;
        }

        /** A name as {@link org.gridauthz.identity.Subject#name} gives it. */
        private void recorded(@Nullable String name) {
            int blank = name == null ? -1 : name.indexOf(' ');
            if (name == null || name.startsWith("/") || blank < 0) {
                dn = name;
            } else {
                trail = true;
                iss = name.substring(0, blank); // a URL holds no blank
                sub = name.substring(blank + 1);
            }
        }

        private static List<String> texts(JsonParser in) {
            List<String> texts = new ArrayList<>();
            if (in.currentToken() == JsonToken.START_ARRAY) {
                while (in.nextToken() != JsonToken.END_ARRAY) {
                    texts.add(in.getString());
                    in.skipChildren();
                }
            }
            return texts;
        }
    }
}
