package org.gridauthz.gums.policy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.gridauthz.gums.mapping.AccountMapper;
import org.gridauthz.gums.mapping.AccountSource;
import org.gridauthz.gums.mapping.MemberSource;
import org.gridauthz.gums.mapping.Policy;
import org.gridauthz.gums.mapping.UserGroup;
import org.jspecify.annotations.Nullable;

/**
 * One thing in which two policies differ by meaning. Comments, layout and the order of definitions mean nothing; the
 * order of host rules, of mappings in them, and of groups and mappers in a mapping does.
 *
 * @param what {@code mapper dune.account}; the thing alone where it came or went
 * @param before null = it came
 * @param after null = it went
 */
public record Difference(
        String what, @Nullable String before, @Nullable String after) {

    @Override
    public String toString() {
        return before == null
                ? "+ " + what + ": " + after
                : after == null ? "- " + what + ": " + before : "~ " + what + ": " + before + " -> " + after;
    }

    /** All differences, in the order of the document. */
    public static List<Difference> between(Policy before, Policy after) {
        List<Difference> all = new ArrayList<>();
        field("fqans", before.fqans(), after.fqans(), all);
        field("simpleHostMatching", before.simpleHostMatching(), after.simpleHostMatching(), all);
        field("mapFiles", before.mapFiles(), after.mapFiles(), all);
        named("member list", before.memberLists(), after.memberLists(), MemberSource::name, all);
        named("account source", before.accountSources(), after.accountSources(), AccountSource::name, all);
        named("pool", before.pools(), after.pools(), Policy.PoolRange::name, all);
        named("group", before.groups(), after.groups(), UserGroup::name, all);
        named("mapper", before.mappers(), after.mappers(), AccountMapper::name, all);
        named("mapping", before.mappings(), after.mappings(), Policy.GroupMapping::name, all);
        Function<Policy.HostRule, String> hosts = host -> host.form() + " " + String.join(", ", host.patterns());
        named("host", before.hosts(), after.hosts(), hosts, all);
        List<String> order = before.hosts().stream().map(hosts).toList();
        List<String> now = after.hosts().stream().map(hosts).toList();
        if (!order.equals(now) && order.size() == now.size() && now.containsAll(order)) {
            field("order of hosts", order, now, all);
        }
        return all;
    }

    private static <T> void named(
            String kind, List<T> before, List<T> after, Function<T, String> name, List<Difference> all) {
        Map<String, T> then = new LinkedHashMap<>();
        before.forEach(one -> then.putIfAbsent(name.apply(one), one));
        Map<String, T> now = new LinkedHashMap<>();
        after.forEach(one -> now.putIfAbsent(name.apply(one), one));
        then.forEach((key, old) -> {
            T other = now.get(key);
            String what = kind + " " + key;
            if (other == null) {
                all.add(new Difference(what, text(old), null));
            } else if (old.getClass() != other.getClass()) {
                all.add(new Difference(what, text(old), text(other)));
            } else {
                fields(what, old, other, all);
            }
        });
        now.forEach((key, one) -> {
            if (!then.containsKey(key)) {
                all.add(new Difference(kind + " " + key, null, text(one)));
            }
        });
    }

    private static void fields(String what, Object before, Object after, List<Difference> all) {
        for (RecordComponent component : before.getClass().getRecordComponents()) {
            // What only people read changes no answer.
            if (!component.getName().equals("description")) {
                field(what + "." + component.getName(), value(component, before), value(component, after), all);
            }
        }
    }

    private static void field(String what, @Nullable Object before, @Nullable Object after, List<Difference> all) {
        if (!Objects.equals(before, after)) {
            all.add(new Difference(what, String.valueOf(before), String.valueOf(after)));
        }
    }

    private static @Nullable Object value(RecordComponent component, Object of) {
        try {
            return component.getAccessor().invoke(of);
        } catch (IllegalAccessException | InvocationTargetException never) {
            throw new IllegalStateException("a record component that cannot be read", never);
        }
    }

    private static String text(Object one) {
        return one.toString();
    }
}
