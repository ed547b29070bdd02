package org.gridauthz.gums.mapfile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;
import org.gridauthz.ban.file.Quoted;
import org.gridauthz.gums.mapping.AccountMapper;
import org.gridauthz.gums.mapping.UserGroup;
import org.jspecify.annotations.Nullable;

/**
 * grid-mapfile, VO grid-mapfile and e-mail map (gums.md §4.3): a heading for each group, its members by DN, each DN, or each
 * (DN, FQAN), at its first place only.
 */
final class GridMapfile implements Format {
    private final boolean fqans;
    private final boolean emails;

    GridMapfile(boolean fqans, boolean emails) {
        this.fqans = fqans;
        this.emails = emails;
    }

    @Override
    public void write(Scene scene, Appendable out) throws IOException {
        Set<String> listed = new HashSet<>();
        try {
            for (Scene.Part part : scene.parts()) {
                if (part.group() instanceof UserGroup.Token) {
                    continue;
                }
                out.append("#---- members of vo: ").append(part.group().name()).append(" ----#\n");
                scene.members().of(part.group(), member -> line(scene, part, member, listed, out));
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void line(Scene scene, Scene.Part part, Member member, Set<String> listed, Appendable out) {
        String key = fqans ? member.dn() + '\n' + member.fqan() : member.dn();
        if ((!fqans && !member.withoutFqan()) || listed.contains(key) || scene.banned(member)) {
            return;
        }
        String account = first(scene, part, member);
        if (account == null) {
            return;
        }
        listed.add(key);
        try {
            Quoted.append(out, member.dn());
            if (fqans) {
                Quoted.append(out.append(' '), member.fqan());
            }
            out.append(' ').append(account);
            if (emails) {
                out.append(' ').append(member.email());
            }
            out.append('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable String first(Scene scene, Scene.Part part, Member member) {
        for (AccountMapper mapper : part.mappers()) {
            String account = scene.accounts().of(mapper, member);
            if (account != null) {
                return account;
            }
        }
        return null;
    }
}
