package org.gridauthz.gums.mapfile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;
import org.gridauthz.gums.mapping.AccountMapper;
import org.gridauthz.gums.mapping.Policy.Accounting;
import org.gridauthz.gums.mapping.UserGroup;

/**
 * OSG user-VO map (gums.md §4.3): accounts of mappings with accounting labels, each account once. The heading is literal,
 * its doubled word included. A label repeats once for each group that has members.
 */
final class UserVoMap implements Format {
    private static final String HEADING = """
            #User-VO map
            # #comment line, format of each regular line line: account VO
            # Next 2 lines with VO names, same order, all lowercase, with case (lines starting with #voi, #VOc)
            """;

    @Override
    public void write(Scene scene, Appendable out) throws IOException {
        out.append(HEADING);
        StringBuilder voi = new StringBuilder("#voi");
        StringBuilder voc = new StringBuilder("#VOc");
        for (Scene.Part part : scene.parts()) {
            Accounting labels = part.mapping().accounting();
            if (labels != null && scene.members().any(part.group())) {
                voi.append(' ').append(labels.subgroup());
                voc.append(' ').append(labels.vo());
            }
        }
        out.append(voi).append('\n').append(voc).append('\n');
        Set<String> listed = new HashSet<>();
        try {
            for (Scene.Part part : scene.parts()) {
                Accounting labels = part.mapping().accounting();
                if (labels != null && !(part.group() instanceof UserGroup.Token)) {
                    out.append("#---- accounts for vo: ")
                            .append(part.group().name())
                            .append(" ----#\n");
                    scene.members().of(part.group(), member -> lines(scene, part, labels, member, listed, out));
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Every mapper counts here, not the first alone. */
    private static void lines(
            Scene scene, Scene.Part part, Accounting labels, Member member, Set<String> listed, Appendable out) {
        if (scene.banned(member)) {
            return;
        }
        try {
            for (AccountMapper mapper : part.mappers()) {
                String account = scene.accounts().of(mapper, member);
                if (account != null && listed.add(account)) {
                    out.append(account).append(' ').append(labels.subgroup()).append('\n');
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
