package org.gridauthz.argus;

import java.util.List;
import org.gridauthz.xacml.Query;

/**
 * A request as an Argus client sends it: the same attributes as in XML, which is what they become.
 *
 * @param query without an id; this wire has none
 */
public record PepRequest(Query query) implements Reading {
    /** Which obligations answer it: of gLite's profile, or of the common one where that is what the request names. */
    public boolean common() {
        return query.environment().stream()
                .anyMatch(one -> one.id().equals("http://dci-sec.org/xacml/attribute/profile-id"));
    }

    static PepRequest of(
            List<Query.Section> subjects,
            List<org.gridauthz.xacml.Attribute> resource,
            List<org.gridauthz.xacml.Attribute> environment) {
        return new PepRequest(new Query(null, subjects, resource, environment));
    }
}
