package org.gridauthz.saz.feed.wire;

import java.util.HashMap;
import java.util.Map;
import org.gridauthz.ban.Ban;
import org.gridauthz.ban.BanKind;
import org.gridauthz.memberlist.Listing.Fault;
import org.gridauthz.saz.feed.Feed;
import org.gridauthz.saz.feed.FeedReading;
import org.gridauthz.saz.feed.FeedSieve;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * The JSON ban list of another GridAuthz. Only what its officers or imports banned is taken: two sites that pull from each other must not keep a
 * ban alive that both have lifted.
 */
final class BanListJson {
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(8)
                    .maxStringLength(4096)
                    .maxNameLength(64)
                    .build())
            .build();

    private BanListJson() {}

    static FeedReading read(Feed feed, byte[] body) {
        FeedSieve sieve = new FeedSieve(feed);
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), body)) {
            boolean found = json.nextToken() == JsonToken.START_OBJECT
                    && "bans".equals(json.nextName())
                    && json.nextToken() == JsonToken.START_ARRAY;
            if (!found) {
                return malformed();
            }
            JsonToken token;
            while ((token = json.nextToken()) == JsonToken.START_OBJECT && !sieve.overfull()) {
                offer(sieve, fields(json));
            }
            return token == JsonToken.END_ARRAY || sieve.overfull() ? sieve.reading() : malformed();
        } catch (JacksonException e) {
            return malformed();
        }
    }

    private static Map<String, String> fields(JsonParser json) {
        Map<String, String> fields = new HashMap<>();
        String name;
        while ((name = json.nextName()) != null) {
            if (json.nextToken() == JsonToken.VALUE_STRING) {
                fields.put(name, json.getString());
            } else {
                json.skipChildren();
            }
        }
        return fields;
    }

    private static void offer(FeedSieve sieve, Map<String, @Nullable String> fields) {
        String origin = fields.getOrDefault("origin", "");
        if (origin != null && (origin.equals(Ban.OFFICER) || origin.startsWith("import:"))) {
            String kind = fields.get("kind");
            sieve.offer(
                    kind == null ? null : BanKind.of(kind).orElse(null), fields.get("value"), fields.get("qualifier"));
        } else {
            sieve.leave();
        }
    }

    private static FeedReading malformed() {
        return new FeedReading.NotRead(Fault.MALFORMED, "not a ban list in JSON");
    }
}
