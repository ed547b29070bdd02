package org.gridauthz.gums.mapping;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gridauthz.identity.Fqan;
import org.gridauthz.identity.Subject.Person;
import org.jspecify.annotations.Nullable;

/** The members of all manual groups: an immutable snapshot; a change gives a new one. */
public final class ManualMembers {
    /** No members at all. */
    public static final ManualMembers NONE = new ManualMembers(Map.of());

    private final Map<String, List<ManualMember>> byGroup;

    private ManualMembers(Map<String, List<ManualMember>> byGroup) {
        this.byGroup = byGroup;
    }

    /** With this group's members replaced. */
    public ManualMembers with(String group, Collection<ManualMember> members) {
        Map<String, List<ManualMember>> next = new HashMap<>(byGroup);
        next.put(group, List.copyOf(members));
        return new ManualMembers(next);
    }

    boolean has(String group, Person person, @Nullable Fqan fqan) {
        return byGroup.getOrDefault(group, List.of()).stream().anyMatch(member -> member.accepts(person, fqan));
    }
}
