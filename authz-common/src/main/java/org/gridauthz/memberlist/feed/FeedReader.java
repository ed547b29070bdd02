package org.gridauthz.memberlist.feed;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gridauthz.memberlist.Row;
import org.gridauthz.memberlist.RowSieve;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One answer of the feed: the name of a certificate, or a token's issuer and subject, is a row's key, her person's id its value. */
record FeedReader(String position, @Nullable String next, List<JsonNode> members) {
    private static final JsonMapper JSON = new JsonMapper();

    /** Null: it is none. */
    static @Nullable FeedReader read(byte[] body) {
        try {
            JsonNode root = JSON.readTree(body);
            String position = root.path("position").asString("");
            if (position.isEmpty() || !root.path("members").isArray()) {
                return null;
            }
            String next = root.path("next").asString("");
            return new FeedReader(
                    position,
                    next.isEmpty() ? null : next,
                    root.path("members").valueStream().toList());
        } catch (JacksonException malformed) {
            return null;
        }
    }

    /** All rows into the sieve. */
    void into(RowSieve sieve) {
        for (JsonNode member : members) {
            String person = member.path("person").asString("");
            for (JsonNode name : member.path("names")) {
                switch (name.path("kind").asString("")) {
                    case "X509" -> sieve.dn(name.path("name").asString(""), person.isEmpty() ? null : person);
                    case "TOKEN" ->
                        sieve.token(
                                name.path("issuer").asString(""),
                                name.path("name").asString(""),
                                person.isEmpty() ? null : person);
                    default -> {} // a kind of a later version
                }
            }
        }
    }

    /** By person; null: one of the rows is not well formed. */
    @Nullable
    Map<String, List<Row>> people() {
        Map<String, List<Row>> people = new HashMap<>();
        for (JsonNode member : members) {
            String person = member.path("person").asString("");
            List<Row> rows = new ArrayList<>();
            try {
                for (JsonNode name : member.path("names")) {
                    String key = key(name);
                    if (key != null) {
                        rows.add(new Row(key, Row.member(person).key()));
                    }
                }
                people.put(Row.member(person).key(), rows);
            } catch (IllegalArgumentException malformed) {
                return null;
            }
        }
        return people;
    }

    private static @Nullable String key(JsonNode name) {
        String text = name.path("name").asString("");
        return switch (name.path("kind").asString("")) {
            case "X509" -> text;
            case "TOKEN" -> Row.tokenKey(name.path("issuer").asString(""), text);
            default -> null;
        };
    }
}
