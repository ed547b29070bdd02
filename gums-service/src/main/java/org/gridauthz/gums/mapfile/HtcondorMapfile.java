package org.gridauthz.gums.mapfile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;
import org.gridauthz.ban.file.HtcondorName;
import org.gridauthz.gums.mapping.AccountMapper;
import org.gridauthz.gums.mapping.Policy.Fqans;
import org.gridauthz.gums.mapping.UserGroup;
import org.jspecify.annotations.Nullable;

/**
 * CERTIFICATE_MAPFILE of HTCondor and HTCondor-CE (callouts.md §2): the first line that matches a name counts. The name of somebody with a
 * certificate is her DN followed by all her FQANs, of somebody with a token the issuer and subject, with commas between. Names without FQANs
 * are literals, found by hash; a name with a comma in it is not matched by attributes. Groups that need a list beside the attribute, and tokens by
 * group or scope, have no form.
 */
final class HtcondorMapfile implements Format {
    private static final String REST = "(,.*)?$/ ";

    @Override
    public void write(Scene scene, Appendable out) throws IOException {
        Set<String> lines = new HashSet<>();
        try {
            for (Scene.Part part : scene.parts()) {
                switch (part.group()) {
                    case UserGroup.Token token -> token(token, part, lines, out);
                    case UserGroup.Voms voms -> {
                        named(scene, part, HtcondorAttributes.of(voms), lines, out);
                        everybody(scene, part, HtcondorAttributes.of(voms), lines, out);
                    }
                    case UserGroup.Manual manual -> named(scene, part, null, lines, out);
                    case UserGroup.Listed listed -> named(scene, part, null, lines, out);
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Whom a list or an entry names: the account may differ from one to the other. */
    private static void named(
            Scene scene, Scene.Part part, @Nullable String attribute, Set<String> lines, Appendable out) {
        scene.members().of(part.group(), member -> {
            String account = scene.banned(member) ? null : account(scene, part, member);
            if (account == null) {
                return;
            }
            String name = HtcondorName.literal(member.dn());
            if (member.whatever()) {
                line("SSL /^" + name + REST, account, lines, out);
            } else if (member.withoutFqan()) {
                line("SSL " + HtcondorName.quoted(member.dn()) + " ", account, lines, out);
            }
            String own = attribute != null ? attribute : member.fqan().isEmpty() ? null : exact(member);
            if (own != null && !member.whatever() && !(part.mappers().getFirst() instanceof AccountMapper.Group)) {
                line("SSL /^" + name + "," + own + REST, account, lines, out);
            }
        });
    }

    private static String exact(Member member) {
        return HtcondorName.literal(member.fqan()) + HtcondorAttributes.NO_CAPABILITY;
    }

    /** Whoever comes with the attribute, where the account is the same for all. */
    private static void everybody(
            Scene scene, Scene.Part part, @Nullable String attribute, Set<String> lines, Appendable out) {
        String before = scene.data().policy().fqans() == Fqans.PRIMARY ? "SSL /^[^,]*," : "SSL /^.*,";
        for (AccountMapper mapper : part.mappers()) {
            if (attribute != null && mapper instanceof AccountMapper.Group group) {
                line(before + attribute + REST, group.account(), lines, out);
                return;
            }
        }
    }

    private static void token(UserGroup.Token token, Scene.Part part, Set<String> lines, Appendable out) {
        if (token.group() != null || token.scope() != null) {
            return;
        }
        for (AccountMapper mapper : part.mappers()) {
            if (mapper instanceof AccountMapper.Group group) {
                String subject = token.subject() == null ? ".*" : HtcondorName.literal(token.subject());
                line(
                        "SCITOKENS /^" + HtcondorName.literal(token.issuer()) + "," + subject + "$/ ",
                        group.account(),
                        lines,
                        out);
                return;
            }
        }
    }

    private static @Nullable String account(Scene scene, Scene.Part part, Member member) {
        for (AccountMapper mapper : part.mappers()) {
            String account = scene.accounts().of(mapper, member);
            if (account != null) {
                return account;
            }
        }
        return null;
    }

    private static void line(String name, String account, Set<String> lines, Appendable out) {
        if (lines.add(name)) {
            try {
                out.append(name).append(account).append('\n');
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** A line that names one certificate; null for every other. */
    static @Nullable FlatLine line(String line) {
        int blank = line.indexOf(' ');
        String method = blank < 0 ? line : line.substring(0, blank);
        String rest = blank < 0 ? "" : line.substring(blank).strip();
        if (!method.equals("SSL") && !method.equals("GSI")) {
            return null;
        }
        if (rest.startsWith("\"")) {
            HtcondorName.Quoted name = HtcondorName.unquoted(rest);
            return name == null ? null : new FlatLine(name.text(), name.rest());
        }
        int end = rest.lastIndexOf("/ ");
        String expression = end < 2 ? "" : rest.substring(0, end + 2);
        if (!expression.startsWith("/^") || !expression.endsWith(REST)) {
            return null;
        }
        String literal = expression.substring(2, expression.length() - REST.length());
        HtcondorName.Literal name = HtcondorName.read(literal, 0);
        return name.end() == literal.length()
                ? new FlatLine(name.text(), rest.substring(end + 2).strip())
                : null;
    }
}
