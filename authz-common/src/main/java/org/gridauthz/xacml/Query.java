package org.gridauthz.xacml;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A query as it was read, before anybody asks what it means.
 *
 * @param id to be echoed and for nothing else: one client's first query has the same in every process
 * @param subjects one for each {@code Subject}, in order
 * @param resource attributes of all {@code Resource} elements
 * @param environment attributes of the {@code Environment}; none if there is no such element
 */
public record Query(
        @Nullable String id, List<Section> subjects, List<Attribute> resource, List<Attribute> environment) {
    public Query {
        subjects = List.copyOf(subjects);
        resource = List.copyOf(resource);
        environment = List.copyOf(environment);
    }

    /**
     * The attributes of one {@code Subject}.
     *
     * @param category what the subject is in the request; the profile's default where none is given
     */
    public record Section(String category, List<Attribute> attributes) {
        public Section {
            attributes = List.copyOf(attributes);
        }
    }

    /** All values of an attribute: one client repeats the attribute, another one the value. */
    static List<String> values(List<Attribute> attributes, String id) {
        List<String> values = new ArrayList<>(2);
        for (Attribute attribute : attributes) {
            if (attribute.id().equals(id)) {
                values.addAll(attribute.values());
            }
        }
        return values;
    }

    static @Nullable String first(List<Attribute> attributes, String... ids) {
        for (String id : ids) {
            for (Attribute attribute : attributes) {
                if (attribute.id().equals(id) && !attribute.values().isEmpty()) {
                    return attribute.values().getFirst();
                }
            }
        }
        return null;
    }
}
