package org.gridauthz.gums.mapping;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.gridauthz.gums.mapping.Policy.GroupMapping;
import org.gridauthz.gums.mapping.Policy.HostRule;
import org.gridauthz.gums.mapping.Policy.PoolRange;
import org.jspecify.annotations.Nullable;

/** A policy with its references followed, ready for use. Host rules with the same mappings share one scope. */
public final class CompiledPolicy {
    private final Policy source;
    private final HostRules hosts;
    private final Cache<String, Host.Place> places =
            Caffeine.newBuilder().maximumSize(20_000).executor(Runnable::run).build();
    private final List<Scope> scopes = new ArrayList<>();
    private final Map<String, PoolRange> pools;
    private final Map<String, AccountSource> sources;

    /**
     * Compiles a policy.
     *
     * @throws IllegalArgumentException if it refers to something that it does not define, or a pattern is malformed; a
     *     policy that was read from a document never does
     */
    public static CompiledPolicy of(Policy policy) {
        return new CompiledPolicy(policy);
    }

    private CompiledPolicy(Policy source) {
        this.source = source;
        this.hosts = new HostRules(source);
        Map<String, UserGroup> groups = byName(source.groups(), UserGroup::name);
        Map<String, AccountMapper> mappers = byName(source.mappers(), AccountMapper::name);
        Map<String, GroupMapping> mappings = byName(source.mappings(), GroupMapping::name);
        Map<List<String>, Scope> distinct = new HashMap<>();
        for (HostRule host : source.hosts()) {
            scopes.add(distinct.computeIfAbsent(host.mappings(), names -> {
                List<Slot> slots = new ArrayList<>();
                for (String name : names) {
                    GroupMapping mapping = the(mappings, name);
                    List<AccountMapper> ways = mapping.mappers().stream()
                            .map(way -> the(mappers, way))
                            .toList();
                    for (String group : mapping.groups()) {
                        slots.add(new Slot(slots.size(), name, the(groups, group), ways));
                    }
                }
                return new Scope(slots);
            }));
        }
        this.sources = byName(source.accountSources(), AccountSource::name);
        this.pools = byName(source.pools(), PoolRange::name);
    }

    /** The policy as it was given. */
    public Policy source() {
        return source;
    }

    /** The rule that counts for a host; null if none matches. */
    public @Nullable HostRule rule(Host host) {
        int rule = place(host).rule();
        return rule < 0 ? null : source.hosts().get(rule);
    }

    /** What this policy says of a host; patterns are tried once for a name. */
    Host.Place place(Host host) {
        return places.get(host.text(), text -> {
            int rule = hosts.first(host);
            return new Host.Place(this, rule, rule < 0 ? null : scopes.get(rule));
        });
    }

    @Nullable
    Integer uid(String pool, String account) {
        PoolRange range = pools.get(pool);
        return range == null || range.uidBase() == null ? null : PoolRange.uid(range.uidBase(), account);
    }

    AccountSource source(String name) {
        return the(sources, name);
    }

    private static <T> Map<String, T> byName(List<T> all, Function<T, String> name) {
        Map<String, T> byName = HashMap.newHashMap(all.size());
        for (T one : all) {
            if (byName.put(name.apply(one), one) != null) {
                throw new IllegalArgumentException("two things are called " + name.apply(one));
            }
        }
        return byName;
    }

    private static <T> T the(Map<String, T> all, String name) {
        T one = all.get(name);
        if (one == null) {
            throw new IllegalArgumentException("nothing is called " + name);
        }
        return one;
    }
}
