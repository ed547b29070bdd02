package org.gridauthz.gums.policy.gumsconfig;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gridauthz.gums.mapping.MemberSource;
import org.gridauthz.gums.mapping.Policy;
import org.gridauthz.gums.mapping.UserGroup;
import org.gridauthz.gums.mapping.UserGroup.Match;
import org.gridauthz.identity.Fqan;
import org.gridauthz.identity.MalformedIdentityException;
import org.jspecify.annotations.Nullable;

/** {@code vomsServers} and {@code userGroups}, gums.md §1.5 and §2.2. */
final class GroupImport {
    private final Report report;
    private final Map<String, Element> servers = new HashMap<>();
    private final Map<String, MemberSource> lists = new HashMap<>();
    private final List<MemberSource> inOrder = new ArrayList<>();

    GroupImport(Report report, List<Element> servers) {
        this.report = report;
        for (Element server : servers) {
            this.servers.put(server.get("name", ""), server);
            if (server.get("sslKeyPasswd") != null) {
                report.dropped(server, "the password of its key: lists are read with the service's own certificate");
            }
        }
    }

    List<MemberSource> lists() {
        return inOrder;
    }

    /** The group; null if it could not match anybody, or is unknown. */
    @Nullable
    UserGroup group(Element at) {
        String access = at.get("access", "read self");
        if (!access.equals("read self")) {
            report.action(at, "access='" + access + "' is not kept in policy: enter its members as administrators");
        }
        return switch (at.name()) {
            case "manualUserGroup" -> manual(at);
            case "vomsUserGroup" -> voms(at);
            case "ldapUserGroup" -> ldap(at);
            default -> {
                report.dropped(at, "no such kind of group");
                yield null;
            }
        };
    }

    private UserGroup manual(Element at) {
        if (at.get("membersUri") != null || at.get("nonMembersUri") != null) {
            report.action(at, "membersUri and nonMembersUri are not followed: import the members as a file");
        }
        return new UserGroup.Manual(at.get("name", ""), at.get("description"));
    }

    private @Nullable UserGroup voms(Element at) {
        String group = at.get("voGroup");
        String role = at.get("role");
        if (role != null && role.equalsIgnoreCase("NULL")) {
            role = null;
        }
        Match match = match(at);
        if (match == null) {
            return null;
        }
        if (group == null) {
            report.dropped(at, "without voGroup it never matched anybody");
            return null;
        }
        try {
            group = new Fqan(group, role, null).group();
        } catch (MalformedIdentityException malformed) {
            report.dropped(at, "voGroup or role is malformed");
            return null;
        }
        boolean without = at.flag("acceptProxyWithoutFQAN", true);
        String list = list(at, group, role);
        meaning(at, match, role, list);
        return new UserGroup.Voms(
                at.get("name", ""), at.get("description"), group, role, match, false, list, without && list != null);
    }

    private @Nullable Match match(Element at) {
        if (!at.has("matchFQAN")) {
            report.changed(at, "without matchFQAN the original ignored the FQAN, so this is match: ignore");
            return Match.IGNORE;
        }
        String text = at.get("matchFQAN", "exact").toUpperCase(Locale.ROOT);
        try {
            return Match.valueOf(text.equals("GROUP") ? "VOGROUP" : text);
        } catch (IllegalArgumentException unknown) {
            report.dropped(at, "matchFQAN='" + at.get("matchFQAN") + "' is no mode");
            return null;
        }
    }

    private void meaning(Element at, Match match, @Nullable String role, @Nullable String list) {
        switch (match) {
            case VOROLE -> report.changed(at, "vorole: VO and role must both be equal; the original took either");
            case ROLE -> report.changed(at, "role: an FQAN without role no longer passes");
            case VOGROUP ->
                report.changed(
                        at,
                        "vogroup: the group must be equal; the original took everything that begins with the same"
                                + " letters. To take groups below it, set subgroups: true");
            case IGNORE ->
                report.changed(
                        at,
                        "ignore: the DN must be on the member list; the original took any verified attribute of any VO");
            case EXACT, VO -> {
                // As documented and as done.
            }
        }
        if (list == null && match != Match.IGNORE) {
            report.changed(at, "without VOMS server only verified attributes count; the original believed any");
        }
        if (list == null && at.flag("acceptProxyWithoutFQAN", true)) {
            report.changed(at, "acceptProxyWithoutFQAN has no effect without a member list");
        }
        if (role != null && (match == Match.VO || match == Match.VOGROUP)) {
            report.changed(at, "the role is used for the member list only; this mode does not compare it");
        }
    }

    private @Nullable String list(Element at, String group, @Nullable String role) {
        String name = at.get("vomsServer");
        if (name == null) {
            return null;
        }
        Element server = servers.get(name);
        String base = server == null ? null : server.get("baseUrl");
        if (base == null) {
            report.action(at, "there is no VOMS server " + name + ": give it a member list");
            return null;
        }
        String remainder = at.get("remainderUrl", "");
        String url = withoutService(base) + withoutService(remainder);
        if (base.contains("/services/") || remainder.contains("/services/")) {
            report.changed(at, "the /services/… tail of its address is left out, since it is added when asking");
        }
        if (!url.startsWith("https://")) {
            report.action(at, "its VO server is not asked over https: mend the member list's url");
        }
        String container = role == null ? group : group + "/Role=" + role;
        MemberSource known = lists.get(url + " " + container);
        if (known == null) {
            known = new MemberSource.VoServer(at.get("name", ""), url, container, Policy.STALE_AFTER);
            lists.put(url + " " + container, known);
            inOrder.add(known);
        }
        return known.name();
    }

    static String withoutService(String address) {
        int tail = address.indexOf("/services/");
        String rest = tail < 0 ? address : address.substring(0, tail);
        return rest.endsWith("/") ? rest.substring(0, rest.length() - 1) : rest;
    }

    private @Nullable UserGroup ldap(Element at) {
        String name = at.get("name", "");
        String server = at.get("server");
        String people = at.get("peopleTree");
        if (server == null || people == null) {
            report.dropped(at, "server or peopleTree is missing" + (at.has("query") ? "; query is not supported" : ""));
            return null;
        }
        inOrder.add(new MemberSource.Directory(
                name,
                server.contains("://") ? server : "ldap://" + server,
                people,
                at.get("groupTree"),
                at.get("memberUidField", "memberUid"),
                at.get("uidField", "uid"),
                at.get("certDNField", "description"),
                Policy.STALE_AFTER));
        return new UserGroup.Listed(name, at.get("description"), name);
    }
}
