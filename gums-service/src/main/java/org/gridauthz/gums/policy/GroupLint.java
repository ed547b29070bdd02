package org.gridauthz.gums.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.gridauthz.gums.mapping.AccountMapper;
import org.gridauthz.gums.mapping.Policy;
import org.gridauthz.gums.mapping.Policy.GroupMapping;
import org.gridauthz.gums.mapping.Policy.HostRule;
import org.gridauthz.gums.mapping.UserGroup;
import org.gridauthz.gums.mapping.UserGroup.Match;
import org.gridauthz.gums.mapping.UserGroup.Voms;
import org.gridauthz.gums.policy.Finding.Severity;

/** Looks at VOMS groups: each alone, and each against those before it on the same hosts. */
final class GroupLint {
    /** Pairs are looked at among the first groups of one VO on one host rule; more are not compared. */
    private static final int MAX_COMPARED = 2000;

    private record Place(GroupMapping mapping, Voms group) {}

    private final Map<String, UserGroup> groups = new HashMap<>();
    private final Map<String, GroupMapping> mappings = new HashMap<>();
    private final Map<String, AccountMapper> mappers = new HashMap<>();
    private final Set<String> said = new HashSet<>();
    private final List<Finding> findings;

    private GroupLint(Policy policy, List<Finding> findings) {
        this.findings = findings;
        policy.groups().forEach(group -> groups.put(group.name(), group));
        policy.mappings().forEach(mapping -> mappings.put(mapping.name(), mapping));
        policy.mappers().forEach(mapper -> mappers.put(mapper.name(), mapper));
    }

    static void check(Policy policy, List<Finding> findings) {
        GroupLint lint = new GroupLint(policy, findings);
        for (UserGroup group : policy.groups()) {
            if (group instanceof Voms voms) {
                lint.alone(voms);
            }
        }
        for (HostRule host : policy.hosts()) {
            lint.order(host);
        }
    }

    private void alone(Voms group) {
        if (group.match() == Match.IGNORE && group.list() == null) {
            add(Severity.ERROR, "ignore-without-list", group, "matches nobody: match ignore goes by the list alone");
        } else if (group.acceptWithoutFqan() && group.list() == null) {
            add(Severity.WARNING, "no-list", group, "acceptWithoutFqan has no effect without a member list");
        }
        if (group.match() == Match.ROLE) {
            add(
                    Severity.WARNING,
                    "role-of-any-vo",
                    group,
                    "takes role " + group.role() + " of every VO, not of " + group.group()
                            + " alone; vorole asks for both");
        }
        if (group.role() != null && (group.match() == Match.VO || group.match() == Match.VOGROUP)) {
            add(Severity.WARNING, "role-not-compared", group, "the role is not looked at in this mode");
        }
    }

    private void order(HostRule host) {
        Map<String, List<Place>> before = new HashMap<>();
        for (String name : host.mappings()) {
            GroupMapping mapping = Objects.requireNonNull(mappings.get(name));
            for (String groupName : mapping.groups()) {
                if (groups.get(groupName) instanceof Voms group && group.match() != Match.IGNORE) {
                    // Mode role stands beside all VOs, so it is compared with its like only.
                    List<Place> earlier = before.computeIfAbsent(
                            group.match() == Match.ROLE ? "" : vo(group), vo -> new ArrayList<>());
                    Place place = new Place(mapping, group);
                    earlier.forEach(one -> compare(one, place));
                    if (earlier.size() < MAX_COMPARED) {
                        earlier.add(place);
                    }
                }
            }
        }
    }

    private void compare(Place earlier, Place later) {
        if (earlier.group().equals(later.group()) || !covers(earlier.group(), later.group())) {
            return;
        }
        boolean lists = earlier.group().list() != null
                && later.group().list() != null
                && !Objects.equals(earlier.group().list(), later.group().list());
        String first = "group " + earlier.group().name() + " of mapping "
                + earlier.mapping().name();
        if (lists && covers(later.group(), earlier.group())) {
            add(
                    Severity.WARNING,
                    "differs-only-by-list",
                    later.group(),
                    "differs from " + first + " only by the member list, which verified attributes do not need: its"
                            + " members come to the earlier group's account");
        } else {
            String reach = alwaysMaps(earlier.mapping()) ? "" : ", unless no account is found there";
            add(
                    Severity.WARNING,
                    "unreachable-group",
                    later.group(),
                    "stands behind " + first + ", which takes the same verified attributes" + reach);
        }
    }

    private boolean alwaysMaps(GroupMapping mapping) {
        return mapping.mappers().stream().anyMatch(name -> mappers.get(name) instanceof AccountMapper.Group);
    }

    /** Whether every FQAN that the later group takes is taken by the earlier one. */
    private static boolean covers(Voms earlier, Voms later) {
        boolean sameVo = vo(earlier).equals(vo(later));
        boolean sameRole = Objects.equals(earlier.role(), later.role());
        return switch (earlier.match()) {
            case VO -> sameVo && later.match() != Match.ROLE;
            case VOGROUP -> (later.match() == Match.EXACT || later.match() == Match.VOGROUP) && inside(earlier, later);
            case VOROLE -> sameVo && sameRole && (later.match() == Match.EXACT || later.match() == Match.VOROLE);
            case ROLE -> sameRole && later.match() != Match.VO && later.match() != Match.VOGROUP;
            case EXACT -> later.match() == Match.EXACT && earlier.group().equals(later.group()) && sameRole;
            case IGNORE -> false;
        };
    }

    private static boolean inside(Voms earlier, Voms later) {
        boolean same = later.group().equals(earlier.group());
        return earlier.subgroups()
                ? same || later.group().startsWith(earlier.group() + "/")
                : same && !later.subgroups();
    }

    private static String vo(Voms group) {
        return group.group().split("/", 3)[1];
    }

    private void add(Severity severity, String code, Voms group, String message) {
        // Several hosts may have the same order; it is said once.
        if (said.add(code + group.name() + message)) {
            findings.add(new Finding(severity, code, "group " + group.name(), message));
        }
    }
}
