package org.gridauthz.gums.policy.gumsconfig;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLStreamException;
import org.gridauthz.ban.BanKind;
import org.gridauthz.ban.BanTarget;
import org.gridauthz.gums.mapping.AccountMapper;
import org.gridauthz.gums.mapping.Policy;
import org.gridauthz.gums.mapping.Policy.Accounting;
import org.gridauthz.gums.mapping.Policy.GroupMapping;
import org.gridauthz.gums.mapping.Policy.HostRule;
import org.gridauthz.gums.mapping.UserGroup;
import org.gridauthz.gums.mapping.UserGroup.Match;
import org.gridauthz.gums.mapping.UserGroup.Voms;
import org.gridauthz.gums.policy.Mistake;
import org.gridauthz.identity.HostPattern;
import org.jspecify.annotations.Nullable;

/** Imports a {@code gums.config}: version 1.3 (GUMS 1.3 to 1.5.x), or 1.1 and older, which has no version attribute. */
public final class GumsConfig {
    /** Written into every configuration at load, and never meant to be saved (gums.md §1.9). */
    private static final String TEST_ENTRY = "_test";

    private final Element root;
    private final Report report = new Report();
    private final List<ImportedBan> bans = new ArrayList<>();
    private final Set<String> bannedGroups = new LinkedHashSet<>();

    private GumsConfig(Element root) {
        this.root = root;
    }

    /** Imports the text of the file; never throws for what it holds. */
    public static Importing read(String xml) {
        try {
            Element root = XmlReader.read(xml);
            if (!root.name().equals("gums")) {
                return new Importing.Refused(new Mistake(root.line(), "", "the root is not <gums>"));
            }
            return new GumsConfig(root.has("version") ? root : OldForm.renewed(root)).imported();
        } catch (XMLStreamException malformed) {
            int line = malformed.getLocation() == null
                    ? 0
                    : malformed.getLocation().getLineNumber();
            return new Importing.Refused(new Mistake(Math.max(0, line), "", "not XML as we take it"));
        }
    }

    private Importing imported() {
        if (!root.has("version")) {
            report.changed(root, "read as version 1.1");
        }
        root.section("persistenceFactories")
                .forEach(factory -> report.dropped(
                        factory, "where data lives, and its passwords, is a matter of the service's configuration"));
        GroupImport groupImport = new GroupImport(report, root.section("vomsServers"));
        MapperImport mapperImport = new MapperImport(report);
        Map<String, UserGroup> groups = groups(groupImport);
        Map<String, AccountMapper> mappers = new LinkedHashMap<>();
        for (Element at : root.section("accountMappers")) {
            AccountMapper mapper = TEST_ENTRY.equals(at.get("name")) ? null : mapperImport.mapper(at);
            keep(at, mapper, mappers);
        }
        Map<String, GroupMapping> mappings = new LinkedHashMap<>();
        for (Element at : root.section("groupToAccountMappings")) {
            keep(at, mapping(at, groups.keySet(), mappers.keySet()), mappings);
        }
        List<HostRule> hosts = new ArrayList<>();
        for (Element at : root.section("hostToGroupMappings")) {
            HostRule host = host(at, mappings.keySet());
            if (host != null) {
                hosts.add(host);
            }
        }
        Policy policy = new Policy(
                Policy.Fqans.PRIMARY,
                root.flag("simpleHostMatching", true),
                root.flag("allowGridmapFiles", true),
                groupImport.lists(),
                mapperImport.sources(),
                mapperImport.pools(),
                List.copyOf(groups.values()),
                List.copyOf(mappers.values()),
                List.copyOf(mappings.values()),
                hosts);
        return new Importing.Imported(policy, bans, bannedGroups, report.sorted());
    }

    private Map<String, UserGroup> groups(GroupImport groupImport) {
        Set<String> banned = new HashSet<>(root.list("bannedUserGroups"));
        Set<String> mapped = new HashSet<>();
        root.section("groupToAccountMappings").forEach(mapping -> mapped.addAll(mapping.list("userGroups")));
        Map<String, UserGroup> groups = new LinkedHashMap<>();
        for (Element at : root.section("userGroups")) {
            String name = at.get("name", "");
            if (at.name().equals("bannedUserGroup")) {
                report.action(at, "feed SAZ from " + at.get("endpoint", "its endpoint") + ": bans are kept there now");
            } else if (banned.contains(name) || name.equals("gums-banned")) {
                banned(at, name, groupImport);
            }
            boolean onlyBans = at.name().equals("bannedUserGroup")
                    || name.equals("gums-banned")
                    || (banned.contains(name) && !mapped.contains(name));
            if (!onlyBans) {
                keep(at, groupImport.group(at), groups);
            }
        }
        return groups;
    }

    private void banned(Element at, String name, GroupImport groupImport) {
        if (at.name().equals("manualUserGroup")) {
            bannedGroups.add(name);
            report.action(at, "its members become bans: import the USERS rows of the original's database");
        } else if (at.name().equals("vomsUserGroup")
                && groupImport.group(at) instanceof Voms voms
                && voms.match() != Match.ROLE) {
            bans.add(new ImportedBan(target(voms), "import:" + name));
            report.changed(at, "is a ban by attribute now; people of its list without attributes are not banned by it");
        } else {
            report.action(at, "its members were banned: enter them as bans");
        }
    }

    /** Bans match wide: what the original's code took, not only what was documented. */
    private static BanTarget target(Voms group) {
        String vo = group.group().split("/", 3)[1];
        String role = group.role() == null ? "" : "/Role=" + group.role();
        return switch (group.match()) {
            case VO, IGNORE, ROLE -> BanTarget.of(BanKind.VO, vo);
            case VOROLE -> BanTarget.of(BanKind.FQAN, "/" + vo + "/*" + role);
            case VOGROUP -> BanTarget.of(BanKind.FQAN, group.group() + "/*");
            case EXACT -> BanTarget.of(BanKind.FQAN, group.group() + role);
        };
    }

    private @Nullable GroupMapping mapping(Element at, Set<String> groups, Set<String> mappers) {
        String name = at.get("name", "");
        if (name.equals(TEST_ENTRY)) {
            return null;
        }
        String subgroup = at.get("accountingVoSubgroup");
        String vo = at.get("accountingVo");
        Accounting accounting = null;
        if (subgroup != null && vo != null && (subgroup + vo).indexOf(' ') < 0) {
            accounting = new Accounting(subgroup, vo);
        } else if (subgroup != null || vo != null) {
            report.dropped(at, "accounting labels go together and hold no blanks");
        }
        return new GroupMapping(
                name,
                at.get("description"),
                known(at, "userGroups", groups),
                known(at, "accountMappers", mappers),
                accounting);
    }

    private @Nullable HostRule host(Element at, Set<String> mappings) {
        boolean dn = at.get("dn") != null;
        List<String> patterns = new ArrayList<>();
        for (String pattern : at.list(dn ? "dn" : at.has("cn") ? "cn" : "wildcard")) {
            try {
                var unused = HostPattern.of(pattern);
                patterns.add(pattern);
                literal(at, pattern);
            } catch (IllegalArgumentException malformed) {
                report.dropped(at, "'" + pattern + "' is no host pattern");
            }
        }
        if (patterns.isEmpty()) {
            report.dropped(at, "has no pattern");
            return null;
        }
        HostRule.Form form = dn ? HostRule.Form.DN : HostRule.Form.CN;
        List<String> known = known(at, "groupToAccountMappings", mappings);
        if (known.isEmpty() && at.list("groupToAccountMappings").contains(TEST_ENTRY)) {
            return null;
        }
        return new HostRule(form, patterns, at.get("description"), known);
    }

    private void literal(Element at, String pattern) {
        if (pattern.contains("@")) {
            report.action(at, "'" + pattern + "' holds a placeholder of a template: put your domain there");
        }
        if (pattern.chars().anyMatch(c -> "+()[]{}|\\^$".indexOf(c) >= 0)) {
            report.changed(at, "'" + pattern + "' is no regular expression any more: its signs stand for themselves");
        } else if (pattern.indexOf('.') >= 0) {
            report.changed(at, "the dots of '" + pattern + "' are dots; the original took any character for them");
        }
    }

    private List<String> known(Element at, String attribute, Set<String> names) {
        List<String> known = new ArrayList<>();
        for (String name : at.list(attribute)) {
            if (names.contains(name)) {
                known.add(name);
            } else if (!name.equals(TEST_ENTRY)) {
                report.dropped(at, attribute + " names " + name + ", which is not there");
            }
        }
        return known;
    }

    private <T> void keep(Element at, @Nullable T one, Map<String, T> all) {
        String name = at.get("name", "");
        if (one != null && (name.isEmpty() || all.putIfAbsent(name, one) != null)) {
            report.dropped(at, name.isEmpty() ? "has no name" : "there is already one of this name");
        }
    }
}
