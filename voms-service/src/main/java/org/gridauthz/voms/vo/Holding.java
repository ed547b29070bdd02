package org.gridauthz.voms.vo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gridauthz.voms.attribute.Standing;
import org.jspecify.annotations.Nullable;

/**
 * What a member holds, as the attribute authority takes it; attributes by name.
 *
 * @param own her own generic attributes
 */
public record Holding(List<Standing.Group> groups, List<Standing.Value> own) {
    public Holding {
        groups = List.copyOf(groups);
        own = sorted(own);
    }

    private static List<Standing.Value> sorted(List<Standing.Value> values) {
        return values.size() < 2
                ? List.copyOf(values)
                : values.stream()
                        .sorted(Comparator.comparing(Standing.Value::name))
                        .toList();
    }

    /**
     * A line of what is read: a group or a role she holds, with one of its attributes or none.
     *
     * @param role empty: the group itself
     */
    public record Line(String path, String role, boolean optional, Standing.@Nullable Value value) {}

    /** Puts lines together; a role counts only together with its group. */
    public static Holding of(List<Line> lines, List<Standing.Value> own) {
        Map<String, Boolean> optional = new TreeMap<>();
        Map<String, Map<String, List<Standing.Value>>> values = new TreeMap<>();
        for (Line line : lines) {
            if (line.role().isEmpty()) {
                optional.put(line.path(), line.optional());
            }
            List<Standing.Value> list = values.computeIfAbsent(line.path(), path -> new LinkedHashMap<>())
                    .computeIfAbsent(line.role(), role -> new ArrayList<>());
            if (line.value() != null) {
                list.add(line.value());
            }
        }
        List<Standing.Group> groups = new ArrayList<>();
        optional.forEach((path, onRequest) -> {
            Map<String, List<Standing.Value>> here = values.getOrDefault(path, Map.of());
            List<Standing.Role> roles = here.entrySet().stream()
                    .filter(one -> !one.getKey().isEmpty())
                    .sorted(Map.Entry.comparingByKey())
                    .map(one -> new Standing.Role(one.getKey(), sorted(one.getValue())))
                    .toList();
            groups.add(new Standing.Group(path, onRequest, roles, sorted(here.getOrDefault("", List.of()))));
        });
        return new Holding(groups, own);
    }
}
