package org.gridauthz.saz.officer;

import java.util.regex.Pattern;
import org.gridauthz.ban.BanTarget;

/** How many a ban would hit at a guess: what an officer must not do by a slip at 3 a.m. */
public enum Breadth {
    /** A person, a certificate, a group or a role. */
    FEW,
    /** A whole VO, CA or token issuer. Only with the target repeated as confirmation. */
    WHOLE,
    /** It looks like a pattern for everybody. Bans are literal, apart from the forms of an FQAN: refused. */
    PATTERN;

    /** A value that is nothing but a wildcard, or a wildcard at the end; {@code CN=*.example.org} is a host's real name. */
    private static final Pattern WILD = Pattern.compile("=\\s*(\\.?[*%])+\\s*(/|$)|[*%]$|\\.\\*");

    /** What this ban is. */
    public static Breadth of(BanTarget target) {
        boolean wild = WILD.matcher(target.value()).find();
        return switch (target.kind()) {
            case DN, CERTIFICATE -> wild ? PATTERN : FEW;
            case ISSUER_SUBJECT -> {
                String subject = target.qualifier();
                yield wild || (subject != null && (subject.equals("*") || subject.equals("%"))) ? PATTERN : FEW;
            }
            case CA, ISSUER -> wild ? PATTERN : WHOLE;
            case VO -> WHOLE;
            case FQAN -> {
                String root = "/" + target.vo();
                yield target.value().equals(root) || target.value().equals(root + "/*") ? WHOLE : FEW;
            }
        };
    }

    /** Whether this text confirms the ban: its value, once more. */
    public static boolean confirms(BanTarget target, String text) {
        return target.value().equals(text);
    }
}
