package org.gridauthz.voms.attribute;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.gridauthz.identity.Fqan;
import org.gridauthz.trust.GenericAttribute;
import org.gridauthz.voms.attribute.Standing.Group;
import org.gridauthz.voms.attribute.Standing.Member;
import org.gridauthz.voms.attribute.Standing.Role;
import org.gridauthz.voms.attribute.Standing.Value;
import org.jspecify.annotations.Nullable;

/**
 * Which FQANs a member gets, and in which order (voms.md §6): every group that is not optional, asked for or not; roles and
 * optional groups when asked for; one thing she does not hold fails all. Those of {@code order} come first, then those asked
 * for as they were asked for, then groups by name, then roles by name.
 */
final class FqanSelection {
    private static final Comparator<Fqan> GROUPS_THEN_ROLES = Comparator.comparing((Fqan fqan) -> fqan.role() != null)
            .thenComparing(Fqan::group)
            .thenComparing(fqan -> fqan.role() == null ? "" : fqan.role());

    private final String vo;
    private final Member member;
    /** Every attribute she holds, with the generic attributes that belong to it. */
    private final Map<Fqan, List<Value>> held = new TreeMap<>(GROUPS_THEN_ROLES);

    private final Set<Fqan> always = new LinkedHashSet<>();

    /** What came of it. */
    sealed interface Choice {}

    /** @param fqans never empty, the primary one first */
    record Chosen(List<Fqan> fqans, List<GenericAttribute> attributes, List<Warning> warnings) implements Choice {}

    record Not(Refusal refusal) implements Choice {}

    /** What is not inside the VO is left out, whoever wrote it into the store. */
    FqanSelection(String vo, Member member) {
        this.vo = vo;
        this.member = member;
        for (Group group : member.groups()) {
            if (!group.path().equals("/" + vo) && !group.path().startsWith("/" + vo + "/")) {
                continue;
            }
            Fqan bare = new Fqan(group.path(), null, null);
            held.put(bare, group.attributes());
            if (!group.optional()) {
                always.add(bare);
            }
            for (Role role : group.roles()) {
                held.put(new Fqan(group.path(), role.name(), null), role.attributes());
            }
        }
    }

    /** @param limit what the proxy she shows was given, null if she shows none that was given anything */
    Choice choose(Asked asked, @Nullable Set<Fqan> limit) {
        if (held.isEmpty()) {
            return new Not(Refusal.notAMember(vo));
        }
        List<Wish> wishes = asked.wishes().isEmpty() ? List.of(new Wish.Group("/" + vo)) : asked.wishes();
        Set<Fqan> wanted = new LinkedHashSet<>();
        Set<Fqan> rest = new LinkedHashSet<>();
        for (Wish wish : wishes) {
            Collection<Fqan> granted = granted(wish);
            if (granted.isEmpty()) {
                return new Not(Refusal.notHeld(vo, wish.command()));
            }
            (wish instanceof Wish.All ? rest : wanted).addAll(granted);
        }
        Fqan first = first(asked.order(), wanted);
        rest.addAll(always);
        Set<Fqan> issued = inOrder(asked.order(), wanted, rest);
        List<Warning> warnings = new ArrayList<>();
        if (limit != null && issued.retainAll(limit)) {
            if (issued.isEmpty()) {
                return new Not(Refusal.nothingLeft(vo));
            }
            warnings.add(Warning.subset(vo));
        }
        List<Fqan> fqans = List.copyOf(issued);
        if (fqans.isEmpty()) {
            return new Not(Refusal.notAMember(vo));
        }
        if (first != null && !first.equals(fqans.getFirst())) {
            warnings.addFirst(Warning.order(first.toString()));
        }
        return new Chosen(fqans, attributes(fqans), warnings);
    }

    private Collection<Fqan> granted(Wish wish) {
        return switch (wish) {
            case Wish.All all -> held.keySet();
            case Wish.Group group -> held(group.path(), null);
            case Wish.RoleIn role -> held(role.group(), role.role());
            case Wish.RoleAnywhere role ->
                held.keySet().stream()
                        .filter(fqan -> role.role().equals(fqan.role()))
                        .toList();
        };
    }

    private List<Fqan> held(String group, @Nullable String role) {
        Fqan fqan = new Fqan(group, role, null);
        return held.containsKey(fqan) ? List.of(fqan) : List.of();
    }

    private static @Nullable Fqan first(List<Fqan> order, Set<Fqan> wanted) {
        if (!order.isEmpty()) {
            return order.getFirst();
        }
        return wanted.isEmpty() ? null : wanted.iterator().next();
    }

    private static Set<Fqan> inOrder(List<Fqan> order, Set<Fqan> wanted, Set<Fqan> rest) {
        Set<Fqan> all = new LinkedHashSet<>();
        for (Fqan fqan : order) {
            if (wanted.contains(fqan) || rest.contains(fqan)) {
                all.add(fqan);
            }
        }
        all.addAll(wanted);
        rest.stream().sorted(GROUPS_THEN_ROLES).forEach(all::add);
        return all;
    }

    /** Hers with the VO as qualifier, then those of each group and role issued with its FQAN. */
    private List<GenericAttribute> attributes(List<Fqan> fqans) {
        List<GenericAttribute> all = new ArrayList<>(of(member.attributes(), vo));
        fqans.forEach(fqan -> all.addAll(of(held.getOrDefault(fqan, List.of()), fqan.toString())));
        return all;
    }

    private static List<GenericAttribute> of(List<Value> values, String qualifier) {
        return values.stream()
                .map(value -> new GenericAttribute(value.name(), value.value(), qualifier))
                .toList();
    }
}
