package org.gridauthz.xacml;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.gridauthz.identity.Fqan;

/**
 * The FQANs of a subject in the three ways clients send them: as FQANs with a primary one (authz-interop, gLite), or taken
 * apart into groups, and roles whose {@code Issuer} is the group (dci-sec).
 */
final class GroupAttributes {
    private GroupAttributes() {}

    /** The primary one first; the order of the others means nothing on this wire. */
    static List<Fqan> of(List<Attribute> attributes) {
        List<String> primary = new ArrayList<>(Query.values(attributes, Vocabulary.VOMS_PRIMARY_FQAN));
        primary.addAll(Query.values(attributes, Vocabulary.GLITE_PRIMARY_FQAN));
        Set<Fqan> fqans = new LinkedHashSet<>();
        primary.forEach(text -> fqans.add(Fqan.parse(text)));
        primaryOfParts(attributes, fqans);
        for (String id : List.of(Vocabulary.VOMS_FQAN, Vocabulary.GLITE_FQAN)) {
            Query.values(attributes, id).forEach(text -> fqans.add(Fqan.parse(text)));
        }
        roles(attributes, Vocabulary.DCI_ROLE, fqans);
        Query.values(attributes, Vocabulary.DCI_GROUP).forEach(group -> fqans.add(Fqan.parse(group)));
        return List.copyOf(fqans);
    }

    /** Whether the sender says of the primary FQAN that it was not verified. */
    static boolean disclaimed(List<Attribute> attributes) {
        return attributes.stream()
                .anyMatch(one ->
                        one.id().equals(Vocabulary.VOMS_PRIMARY_FQAN) && Vocabulary.NOT_VERIFIED.equals(one.issuer()));
    }

    /** The primary role belongs to the primary group only if it names that group. */
    private static void primaryOfParts(List<Attribute> attributes, Set<Fqan> fqans) {
        String group = Query.first(attributes, Vocabulary.DCI_PRIMARY_GROUP);
        if (group == null) {
            return;
        }
        Set<Fqan> roles = new LinkedHashSet<>();
        roles(attributes, Vocabulary.DCI_PRIMARY_ROLE, roles);
        String path = Fqan.parse(group).group();
        roles.stream().filter(role -> role.group().equals(path)).forEach(fqans::add);
        fqans.add(Fqan.parse(group));
    }

    private static void roles(List<Attribute> attributes, String id, Set<Fqan> into) {
        for (Attribute attribute : attributes) {
            if (attribute.id().equals(id) && attribute.issuer() != null) {
                String group = Fqan.parse(attribute.issuer()).group();
                attribute.values().forEach(role -> into.add(Fqan.parse(group + "/Role=" + role)));
            }
        }
    }
}
