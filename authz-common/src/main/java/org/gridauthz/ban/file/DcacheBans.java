package org.gridauthz.ban.file;

import java.io.IOException;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.gridauthz.ban.BanTarget;

/**
 * {@code ban.conf} of dCache's gPlazma plug-in banfile: principals, compared as a whole. Somebody with an attribute below a group or with a role in it
 * brings the group itself too, so that one line is enough for all of it. Certificates, CAs, tokens, and roles in every group below one have no
 * form here.
 */
public final class DcacheBans {
    private DcacheBans() {}

    /** The whole file. */
    public static void write(Collection<BanTarget> bans, Appendable out) throws IOException {
        Set<String> lines = new TreeSet<>();
        int left = 0;
        for (BanTarget ban : bans) {
            FqanForm form = FqanForm.of(ban);
            switch (ban.kind()) {
                case DN -> lines.add("ban dn:" + ban.value());
                case VO, FQAN -> {
                    if (form != null) {
                        lines.add("ban fqan:" + form.group() + (form.role() == null ? "" : "/Role=" + form.role()));
                        left += form.below() && form.role() != null ? 1 : 0;
                    }
                }
                case CERTIFICATE, CA, ISSUER, ISSUER_SUBJECT -> left++;
            }
        }
        if (left > 0) {
            out.append("# ").append(String.valueOf(left)).append(" bans have no form here, or not their whole one\n");
        }
        out.append("alias dn=org.globus.gsi.gssapi.jaas.GlobusPrincipal\n");
        out.append("alias fqan=org.dcache.auth.FQANPrincipal\n");
        for (String line : lines) {
            out.append(line).append('\n');
        }
    }
}
