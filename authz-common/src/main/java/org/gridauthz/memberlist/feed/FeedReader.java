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

/** One answer of the feed: a certificate's name is a row's key, her person's id its value. Tokens are no rows of such a list. */
record FeedReader(String position, @Nullable String next, List<JsonNode> members) {
    private static final JsonMapper JSON = new JsonMapper();

    /** Null: it is none. */
    static @Nullable FeedReader read(String body) {
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
                if (name.path("kind").asString("").equals("X509")) {
                    sieve.dn(name.path("name").asString(""), person.isEmpty() ? null : person);
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
                    if (name.path("kind").asString("").equals("X509")) {
                        rows.add(new Row(
                                name.path("name").asString(""),
                                Row.member(person).key()));
                    }
                }
                people.put(Row.member(person).key(), rows);
            } catch (IllegalArgumentException malformed) {
                return null;
            }
        }
        return people;
    }
}
