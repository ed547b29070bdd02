package org.gridauthz.ban.file;

import java.util.Objects;
import org.gridauthz.ban.BanKind;
import org.gridauthz.ban.BanTarget;
import org.jspecify.annotations.Nullable;

/**
 * What a ban on an FQAN or VO means, taken apart.
 *
 * @param group {@code /vo/group}
 * @param below whether groups below it are meant too
 * @param role only this one; null for any
 */
record FqanForm(String group, boolean below, @Nullable String role) {
    /** Null for other kinds. */
    static @Nullable FqanForm of(BanTarget target) {
        if (target.kind() == BanKind.VO) {
            return new FqanForm("/" + Objects.requireNonNull(target.vo()), true, null);
        }
        if (target.kind() != BanKind.FQAN) {
            return null;
        }
        String value = target.value();
        int role = value.indexOf("/Role=");
        String group = role < 0 ? value : value.substring(0, role);
        int capability = group.indexOf("/Capability=");
        group = capability < 0 ? group : group.substring(0, capability);
        boolean below = group.endsWith("/*");
        return new FqanForm(
                below ? group.substring(0, group.length() - 2) : group, below, role < 0 ? null : role(value, role));
    }

    private static @Nullable String role(String value, int at) {
        String rest = value.substring(at + "/Role=".length());
        int end = rest.indexOf('/');
        String role = end < 0 ? rest : rest.substring(0, end);
        return role.equalsIgnoreCase("NULL") ? null : role;
    }
}
