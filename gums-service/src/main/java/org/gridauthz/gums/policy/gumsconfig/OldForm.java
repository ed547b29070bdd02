package org.gridauthz.gums.policy.gumsconfig;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Rewrites a file of version 1.1 or older, where parts have class names and stand inside each other, into the form of
 * 1.3, where they have names and refer to each other (gums.md §2.1).
 */
final class OldForm {
    private static final Map<String, String> GROUPS = Map.of(
            "VOMSGroup", "vomsUserGroup",
            "LDAPGroup", "ldapUserGroup",
            "ManualGroup", "manualUserGroup");
    private static final Map<String, String> MAPPERS = Map.of(
            "GroupAccountMapper", "groupAccountMapper",
            "ManualAccountMapper", "manualAccountMapper",
            "AccountPoolMapper", "accountPoolMapper",
            "NISAccountMapper", "gecosNisAccountMapper",
            "GecosNisAccountMapper", "gecosNisAccountMapper",
            "GecosLdapAccountMapper", "gecosLdapAccountMapper",
            "LdapAccountMapper", "ldapAccountMapper");

    private final List<Element> servers = new ArrayList<>();
    private final List<Element> groups = new ArrayList<>();
    private final List<Element> mappers = new ArrayList<>();
    private final List<Element> mappings = new ArrayList<>();
    private final List<Element> hosts = new ArrayList<>();

    private OldForm() {}

    static Element renewed(Element root) {
        OldForm form = new OldForm();
        for (Element child : root.children()) {
            if (child.name().equals("adminUserGroup")) {
                Map<String, String> attributes = new HashMap<>(child.attributes());
                attributes.putIfAbsent("name", "admins");
                attributes.put("access", "write");
                form.group(new Element(child.name(), child.line(), attributes, child.children()), "admins");
            }
        }
        root.section("groupMappings").forEach(form::mapping);
        root.section("hostGroups").forEach(form::host);
        Element first = root.children().stream()
                .filter(child -> child.name().equals("persistenceFactories"))
                .findFirst()
                .orElse(section("persistenceFactories", List.of()));
        return new Element(
                "gums",
                root.line(),
                root.attributes(),
                List.of(
                        first,
                        section("vomsServers", form.servers),
                        section("userGroups", form.groups),
                        section("accountMappers", form.mappers),
                        section("groupToAccountMappings", form.mappings),
                        section("hostToGroupMappings", form.hosts)));
    }

    private void mapping(Element old) {
        String name = old.get("name", "mapping" + mappings.size());
        List<String> ofGroups = new ArrayList<>();
        List<String> ofMappers = new ArrayList<>();
        parts(old, name, ofGroups, ofMappers);
        Map<String, String> attributes = new HashMap<>();
        attributes.put("name", name);
        attributes.put("userGroups", String.join(",", ofGroups));
        attributes.put("accountMappers", String.join(",", ofMappers));
        // The two labels changed their names between the versions.
        attributes.put("accountingVoSubgroup", old.get("accountingVo", ""));
        attributes.put("accountingVo", old.get("accountingDesc", ""));
        mappings.add(new Element("groupToAccountMapping", old.line(), attributes, List.of()));
    }

    private void parts(Element old, String name, List<String> ofGroups, List<String> ofMappers) {
        for (Element part : old.children()) {
            switch (part.name()) {
                case "userGroup" -> ofGroups.add(group(part, name));
                case "accountMapping" -> ofMappers.add(mapper(part, name));
                case "compositeAccountMapping", "compositeUserGroup" -> parts(part, name, ofGroups, ofMappers);
                default -> {
                    // The original's transformation knows no other.
                }
            }
        }
    }

    private String group(Element old, String otherwise) {
        String kind = GROUPS.getOrDefault(className(old), "unknown:" + className(old));
        Map<String, String> attributes = new HashMap<>(old.attributes());
        String name = unique(groups, old.get("name", otherwise));
        attributes.put("name", name);
        if (kind.equals("vomsUserGroup")) {
            attributes.put("role", old.get("voRole", ""));
            if (old.flag("ignoreFQAN", false)) {
                attributes.put("matchFQAN", "ignore");
            }
            String url = old.get("url");
            if (url != null) {
                attributes.put("vomsServer", server(old, url));
            }
        }
        groups.add(new Element(kind, old.line(), attributes, List.of()));
        return name;
    }

    private String server(Element group, String url) {
        for (Element server : servers) {
            if (url.equals(server.get("baseUrl"))) {
                return server.get("name", "");
            }
        }
        String name = "voms" + (servers.size() + 1);
        servers.add(new Element("vomsServer", group.line(), Map.of("name", name, "baseUrl", url), List.of()));
        return name;
    }

    private String mapper(Element old, String otherwise) {
        String kind = MAPPERS.getOrDefault(className(old), "unknown:" + className(old));
        Map<String, String> attributes = new HashMap<>(old.attributes());
        String map = old.get("name", otherwise);
        String name = unique(mappers, map);
        attributes.put("name", name);
        if (kind.equals("groupAccountMapper")) {
            // What was called groupName then is the account now.
            attributes.put("accountName", old.get("groupName", ""));
            attributes.remove("groupName");
        } else if (kind.equals("accountPoolMapper") || kind.equals("manualAccountMapper")) {
            attributes.putIfAbsent("accountPool", map);
        }
        mappers.add(new Element(kind, old.line(), attributes, List.of()));
        return name;
    }

    private void host(Element old) {
        Map<String, String> attributes = new HashMap<>();
        String cn = old.get("cn", old.get("wildcard", ""));
        if (old.get("dn") != null) {
            attributes.put("dn", old.get("dn", ""));
        } else {
            attributes.put("cn", cn);
        }
        attributes.put("groupToAccountMappings", old.get("groups", ""));
        hosts.add(new Element("hostToGroupMapping", old.line(), attributes, List.of()));
    }

    private static String className(Element element) {
        String name = element.get("className", "");
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static String unique(List<Element> taken, String wanted) {
        String name = wanted;
        for (int i = 2; isTaken(taken, name); i++) {
            name = wanted + "-" + i;
        }
        return name;
    }

    private static boolean isTaken(List<Element> taken, String name) {
        return taken.stream().anyMatch(element -> name.equals(element.get("name")));
    }

    private static Element section(String name, List<Element> children) {
        return new Element(name, 0, Map.of(), children);
    }
}
