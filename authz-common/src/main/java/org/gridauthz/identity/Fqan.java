package org.gridauthz.identity;

import java.util.Locale;
import java.util.regex.Pattern;
import org.gridauthz.identity.MalformedIdentityException.Code;
import org.jspecify.annotations.Nullable;

/**
 * A fully qualified attribute name, {@code /vo/group/Role=r}. {@code Role=NULL} and {@code Capability=NULL}, in any
 * case, mean absent, so {@code /cms}, {@code /cms/Role=NULL} and {@code /cms/Role=NULL/Capability=NULL} are one value.
 * Text compares case-sensitively, as VOMS issues it.
 *
 * <p>Grammar: VOMS FQAN naming scheme, group {@code (/[\w.-]+)+}, role {@code [\w.-]+}, at most 255 characters; a path
 * element made of dots only is refused.
 *
 * @param group the whole group path, {@code /vo} or {@code /vo/sub}
 */
public record Fqan(
        String group, @Nullable String role, @Nullable String capability) {
    /** Longest FQAN that any party may send, in characters. */
    public static final int MAX_LENGTH = 255;

    private static final Pattern GROUP = Pattern.compile("(?:/(?!\\.+(?:/|$))[A-Za-z0-9_.-]+)+");
    private static final Pattern NAME = Pattern.compile("(?!\\.+$)[A-Za-z0-9_.-]+");

    /** Checks the parts against the grammar. */
    public Fqan {
        if (!GROUP.matcher(group).matches()
                || (role != null && !NAME.matcher(role).matches())
                || (capability != null && !NAME.matcher(capability).matches())) {
            throw malformed();
        }
    }

    /**
     * Parses the text form, with or without the {@code NULL} parts.
     *
     * @throws MalformedIdentityException if the text is not an FQAN
     */
    public static Fqan parse(String text) {
        if (text.length() > MAX_LENGTH) {
            throw malformed();
        }
        String rest = text;
        String capability = null;
        int at = rest.indexOf("/Capability=");
        if (at >= 0) {
            capability = absentIfNull(rest.substring(at + "/Capability=".length()));
            rest = rest.substring(0, at);
        }
        String role = null;
        at = rest.indexOf("/Role=");
        if (at >= 0) {
            role = absentIfNull(rest.substring(at + "/Role=".length()));
            rest = rest.substring(0, at);
        }
        return new Fqan(rest, role, capability);
    }

    /** The VO: the first element of the group path, without its slash. */
    public String vo() {
        int end = group.indexOf('/', 1);
        return end < 0 ? group.substring(1) : group.substring(1, end);
    }

    /** The canonical text: parts that are absent do not appear. */
    @Override
    public String toString() {
        if (role == null && capability == null) {
            return group;
        }
        return group + (role == null ? "" : "/Role=" + role) + (capability == null ? "" : "/Capability=" + capability);
    }

    private static @Nullable String absentIfNull(String value) {
        return value.toUpperCase(Locale.ROOT).equals("NULL") ? null : value;
    }

    private static MalformedIdentityException malformed() {
        return new MalformedIdentityException(Code.FQAN_MALFORMED, "not an FQAN of the form /vo/group/Role=role");
    }
}
