package org.gridauthz.ban.file;

import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.gridauthz.ban.BanKind;
import org.gridauthz.ban.BanTarget;

/**
 * Lines for {@code /etc/condor-ce/mapfiles.d/} (callouts.md §2): whoever matches becomes somebody of {@code banned.htcondor.org}, whom the CE
 * refuses. The first matching line of all files wins, so this file must sort before the maps. An authenticated name is a DN followed by its FQANs, or a
 * token's issuer and subject, with commas between; certificates and CAs cannot be told from it.
 */
public final class HtcondorBans {
    private static final String WHOM = "banned@banned.htcondor.org";

    private HtcondorBans() {}

    /** @param issuersOfVo the token issuers of each VO */
    public static void write(Collection<BanTarget> bans, Map<String, Set<String>> issuersOfVo, Appendable out)
            throws IOException {
        Set<String> lines = new TreeSet<>();
        int left = 0;
        for (BanTarget ban : bans) {
            switch (ban.kind()) {
                case DN -> lines.add("SSL /^" + HtcondorName.literal(ban.value()) + "(,.*)?$/");
                case VO, FQAN -> attributes(ban, issuersOfVo, lines);
                case ISSUER -> lines.add(token(ban.value(), ".*"));
                case ISSUER_SUBJECT ->
                    lines.add(token(ban.value(), HtcondorName.literal(String.valueOf(ban.qualifier()))));
                case CERTIFICATE, CA -> left++;
            }
        }
        out.append("# Must sort before the files that map.\n");
        if (left > 0) {
            out.append("# ").append(String.valueOf(left)).append(" bans on certificates and CAs have no form here\n");
        }
        for (String line : lines) {
            out.append(line).append(' ').append(WHOM).append('\n');
        }
    }

    private static void attributes(BanTarget ban, Map<String, Set<String>> issuersOfVo, Set<String> lines) {
        FqanForm form = FqanForm.of(ban);
        if (form == null) {
            return;
        }
        String below = form.below() ? "(\\/[^,]*)?" : "";
        String role = form.role() == null
                ? form.below() ? "" : "(\\/Role\\=[^,\\/]*)?"
                : HtcondorName.literal("/Role=" + form.role());
        lines.add("SSL /^.*," + HtcondorName.literal(form.group()) + below + role + "(\\/Capability\\=[^,]*)?(,.*)?$/");
        issuersOfVo.forEach((vo, issuers) -> {
            if (ban.kind() == BanKind.VO && vo.equalsIgnoreCase(ban.value())) {
                issuers.forEach(issuer -> lines.add(token(issuer, ".*")));
            }
        });
    }

    private static String token(String issuer, String subject) {
        String bare = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        return "SCITOKENS /^" + HtcondorName.literal(bare) + "\\/?," + subject + "$/";
    }
}
