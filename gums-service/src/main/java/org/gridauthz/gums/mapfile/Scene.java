package org.gridauthz.gums.mapfile;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.gridauthz.gums.mapping.AccountMapper;
import org.gridauthz.gums.mapping.Policy.GroupMapping;
import org.gridauthz.gums.mapping.UserGroup;

/** The data as one file sees it: the mappings that count, with their references followed. */
final class Scene {
    /** A group of a mapping, with the mapping's mappers in order. */
    record Part(GroupMapping mapping, UserGroup group, List<AccountMapper> mappers) {}

    private final MapfileData data;
    private final List<Part> parts;
    private final Members members;
    private final Accounts accounts;

    Scene(MapfileData data, List<String> mappingNames) {
        this.data = data;
        this.members = new Members(data);
        this.accounts = new Accounts(data);
        Map<String, UserGroup> groups = new HashMap<>();
        data.policy().groups().forEach(group -> groups.put(group.name(), group));
        Map<String, AccountMapper> mappers = new HashMap<>();
        data.policy().mappers().forEach(mapper -> mappers.put(mapper.name(), mapper));
        Map<String, GroupMapping> mappings = new HashMap<>();
        data.policy().mappings().forEach(mapping -> mappings.put(mapping.name(), mapping));
        this.parts = mappingNames.stream()
                .map(name -> Objects.requireNonNull(mappings.get(name)))
                .flatMap(mapping -> mapping.groups().stream()
                        .map(group -> new Part(
                                mapping,
                                Objects.requireNonNull(groups.get(group)),
                                mapping.mappers().stream()
                                        .map(mapper -> Objects.requireNonNull(mappers.get(mapper)))
                                        .toList())))
                .toList();
    }

    List<Part> parts() {
        return parts;
    }

    MapfileData data() {
        return data;
    }

    Members members() {
        return members;
    }

    Accounts accounts() {
        return accounts;
    }

    boolean banned(Member member) {
        return data.bans().hit(member.subject()) != null;
    }
}
