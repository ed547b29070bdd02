package org.gridauthz.xacml;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An attribute of a request, as it came.
 *
 * @param issuer a claim of the sender, nothing more
 * @param values in order, without empty ones: a client sends those for what it does not know
 */
public record Attribute(String id, @Nullable String issuer, List<String> values) {
    public Attribute {
        values = List.copyOf(values);
    }
}
