package org.gridauthz.ban.file;

import java.io.IOException;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.gridauthz.ban.BanKind;
import org.gridauthz.ban.BanTarget;

/**
 * ban-mapfile and ban-voms-mapfile of the LCMAPS VOMS plug-in (gums.md §9.4): a quoted name or FQAN pattern a line, where an asterisk takes
 * in slashes too. A missing file bans everybody there, so an empty one is a file. Certificates, CAs and tokens have no form here.
 */
public final class LcmapsBans {
    private LcmapsBans() {}

    /** Certificate names; a ban on a name of one CA only hits the name of any. */
    public static void names(Collection<BanTarget> bans, Appendable out) throws IOException {
        Set<String> names = new TreeSet<>();
        for (BanTarget ban : bans) {
            if (ban.kind() == BanKind.DN) {
                names.add(ban.value());
            }
        }
        append(names, out);
    }

    /** FQAN patterns, for names written with and without {@code Role=NULL/Capability=NULL}. */
    public static void attributes(Collection<BanTarget> bans, Appendable out) throws IOException {
        Set<String> patterns = new TreeSet<>();
        for (BanTarget ban : bans) {
            FqanForm form = FqanForm.of(ban);
            if (form != null) {
                patterns(form, patterns);
            }
        }
        append(patterns, out);
    }

    private static void patterns(FqanForm form, Set<String> patterns) {
        String role = form.role() == null ? "" : "/Role=" + form.role();
        if (form.role() == null && !form.below()) {
            patterns.add(form.group());
            patterns.add(form.group() + "/Role=*");
            patterns.add(form.group() + "/Capability=*");
            return;
        }
        patterns.add(form.group() + role);
        patterns.add(form.group() + role + "/*");
        if (form.below() && form.role() != null) {
            patterns.add(form.group() + "/*" + role);
            patterns.add(form.group() + "/*" + role + "/*");
        }
    }

    private static void append(Set<String> lines, Appendable out) throws IOException {
        for (String line : lines) {
            Quoted.append(out, line);
            out.append('\n');
        }
    }
}
