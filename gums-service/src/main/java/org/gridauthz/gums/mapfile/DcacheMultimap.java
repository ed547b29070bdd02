package org.gridauthz.gums.mapfile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;
import org.gridauthz.ban.file.Quoted;
import org.gridauthz.gums.mapping.Account;
import org.gridauthz.gums.mapping.AccountMapper;
import org.gridauthz.gums.mapping.UserGroup;
import org.gridauthz.gums.mapping.UserGroup.Match;
import org.jspecify.annotations.Nullable;

/**
 * {@code multi-mapfile} of dCache's gPlazma plug-in multimap: a principal and the user name it becomes. An FQAN is compared whole, as the primary
 * one ({@code ,true}); so only groups in one role have their full form, others that of their bare group. Names with a quote or backslash
 * have none. All lines that match count there: somebody named by DN who comes with a listed FQAN too has two user names, and is refused.
 */
final class DcacheMultimap implements Format {
    private static final String USER = "username:";

    @Override
    public void write(Scene scene, Appendable out) throws IOException {
        Set<String> listed = new HashSet<>();
        try {
            for (Scene.Part part : scene.parts()) {
                if (part.group() instanceof UserGroup.Voms voms) {
                    attribute(voms, part, listed, out);
                }
                if (!(part.group() instanceof UserGroup.Token)) {
                    scene.members().of(part.group(), member -> person(scene, part, member, listed, out));
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void attribute(UserGroup.Voms group, Scene.Part part, Set<String> listed, Appendable out) {
        if (group.match() == Match.IGNORE || group.match() == Match.ROLE) {
            return;
        }
        for (AccountMapper mapper : part.mappers()) {
            if (mapper instanceof AccountMapper.Group account) {
                line("fqan:" + Members.fqan(group) + ",true", account.account(), listed, out);
                return;
            }
        }
    }

    private static void person(Scene scene, Scene.Part part, Member member, Set<String> listed, Appendable out) {
        String dn = member.dn();
        if (!member.withoutFqan() || dn.indexOf('"') >= 0 || dn.indexOf('\\') >= 0 || scene.banned(member)) {
            return;
        }
        for (AccountMapper mapper : part.mappers()) {
            String account = scene.accounts().of(mapper, member);
            if (account != null) {
                line("dn:\"" + dn + "\"", account, listed, out);
                return;
            }
        }
    }

    private static void line(String principal, String account, Set<String> listed, Appendable out) {
        if (listed.add(principal)) {
            try {
                out.append(principal).append(' ').append(USER).append(account).append('\n');
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** A line that gives a DN or an FQAN a user name; null for every other. */
    static @Nullable FlatLine line(String line) {
        int colon = line.indexOf(':');
        String kind = colon < 0 ? "" : line.substring(0, colon);
        String after = line.substring(colon + 1);
        boolean dn = kind.equals("dn");
        if ((!dn && !kind.equals("fqan")) || after.isBlank() || Character.isWhitespace(after.charAt(0))) {
            return null;
        }
        Quoted.Field field = Quoted.read(after);
        if (field == null) {
            return null;
        }
        String name = !dn && field.name().endsWith(",true")
                ? field.name().substring(0, field.name().length() - ",true".length())
                : field.name();
        for (String principal : field.rest().split("\\s+", -1)) {
            if (principal.startsWith(USER) && Account.wellFormed(principal.substring(USER.length()))) {
                return new FlatLine(name, principal.substring(USER.length()));
            }
        }
        return null;
    }
}
