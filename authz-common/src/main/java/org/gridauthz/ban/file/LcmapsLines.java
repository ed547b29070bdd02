package org.gridauthz.ban.file;

import java.util.Set;
import java.util.TreeSet;
import org.gridauthz.ban.BanKind;
import org.gridauthz.identity.Fqan;
import org.gridauthz.identity.MalformedIdentityException;
import org.jspecify.annotations.Nullable;

/**
 * ban-mapfile and ban-voms-mapfile: a ban on FQANs is several patterns there, which are put together again. A single pattern that a site
 * wrote by hand becomes the ban that hits all it hits; bans may match wide.
 */
final class LcmapsLines implements BanFile.BanLines {
    private static final String ANY_ROLE = "/Role=*";
    private static final String ANY_CAPABILITY = "/Capability=*";

    private final BanFile file;
    private final Set<String> patterns = new TreeSet<>();

    LcmapsLines(BanFile file) {
        this.file = file;
    }

    @Override
    public @Nullable String read(String line) {
        Quoted.Field field = Quoted.read(line);
        if (field == null) {
            return "no name, or its quotes do not end";
        }
        if (Quoted.looksLikeDn(field.name())) {
            return file.take(BanKind.DN, field.name(), null);
        }
        String group = group(field.name());
        try {
            Fqan.parse(role(field.name()) == null ? group : group + "/Role=" + role(field.name()));
        } catch (MalformedIdentityException e) {
            return "a pattern that no ban of ours stands for";
        }
        patterns.add(field.name());
        return null;
    }

    @Override
    public void end() {
        for (String pattern : patterns) {
            String group = group(pattern);
            String role = role(pattern);
            boolean below = pattern.startsWith(group + "/*");
            if (role != null) {
                boolean covered = patterns.contains(group + "/*/Role=" + role) && !below;
                if (!covered) {
                    file.take(BanKind.FQAN, group + (below ? "/*" : "") + "/Role=" + role, null);
                }
            } else if (below) {
                file.takeTree(group);
            } else if (!patterns.contains(group + "/*")
                    || patterns.contains(group + ANY_ROLE)
                    || patterns.contains(group + ANY_CAPABILITY)) {
                file.take(BanKind.FQAN, group, null);
            }
        }
    }

    /** The group in front of an asterisk, a role or a capability. */
    private static String group(String pattern) {
        String group = pattern;
        for (String end : new String[] {"/Role=", "/Capability=", "/*"}) {
            int at = group.indexOf(end);
            group = at < 0 ? group : group.substring(0, at);
        }
        return group;
    }

    /** Null for none, {@code NULL} and any. */
    private static @Nullable String role(String pattern) {
        int at = pattern.indexOf("/Role=");
        if (at < 0) {
            return null;
        }
        String role = pattern.substring(at + "/Role=".length());
        int end = role.indexOf('/');
        role = end < 0 ? role : role.substring(0, end);
        return role.equals("*") || role.equalsIgnoreCase("NULL") ? null : role;
    }
}
