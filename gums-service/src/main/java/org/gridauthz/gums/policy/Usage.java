package org.gridauthz.gums.policy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.gridauthz.gums.mapping.AccountMapper;
import org.gridauthz.gums.mapping.AccountSource;
import org.gridauthz.gums.mapping.MemberSource;
import org.gridauthz.gums.mapping.Policy;
import org.gridauthz.gums.mapping.UserGroup;
import org.gridauthz.gums.policy.Finding.Severity;

/** Looks for what is defined and used by nothing; the original's templates are full of it. */
final class Usage {
    private Usage() {}

    static void check(Policy policy, List<Finding> findings) {
        Set<String> mappings = new HashSet<>();
        Set<String> groups = new HashSet<>();
        Set<String> mappers = new HashSet<>();
        Set<String> lists = new HashSet<>();
        Set<String> pools = new HashSet<>();
        Set<String> sources = new HashSet<>();
        policy.hosts().forEach(host -> mappings.addAll(host.mappings()));
        policy.mappings().forEach(mapping -> {
            groups.addAll(mapping.groups());
            mappers.addAll(mapping.mappers());
        });
        for (UserGroup group : policy.groups()) {
            if (group instanceof UserGroup.Voms voms && voms.list() != null) {
                lists.add(voms.list());
            } else if (group instanceof UserGroup.Listed listed) {
                lists.add(listed.list());
            }
        }
        for (AccountMapper mapper : policy.mappers()) {
            if (mapper instanceof AccountMapper.Pool pool) {
                pools.add(pool.pool());
            } else if (mapper instanceof AccountMapper.Directory directory) {
                sources.add(directory.source());
            }
        }
        unused("mapping", policy.mappings(), Policy.GroupMapping::name, mappings, findings);
        unused("group", policy.groups(), UserGroup::name, groups, findings);
        unused("mapper", policy.mappers(), AccountMapper::name, mappers, findings);
        unused("member list", policy.memberLists(), MemberSource::name, lists, findings);
        unused("pool", policy.pools(), Policy.PoolRange::name, pools, findings);
        unused("account source", policy.accountSources(), AccountSource::name, sources, findings);
    }

    private static <T> void unused(
            String kind, List<T> all, Function<T, String> name, Set<String> used, List<Finding> findings) {
        for (T one : all) {
            if (!used.contains(name.apply(one))) {
                findings.add(new Finding(
                        Severity.NOTE, "unused", kind + " " + name.apply(one), "is defined and used by nothing"));
            }
        }
    }
}
