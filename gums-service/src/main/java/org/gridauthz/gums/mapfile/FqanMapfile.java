package org.gridauthz.gums.mapfile;

import java.io.IOException;
import org.gridauthz.ban.file.Quoted;
import org.gridauthz.gums.mapping.AccountMapper;
import org.gridauthz.gums.mapping.UserGroup;

/** FQAN map: VOMS groups with a group or pool mapper; the first such mapper; a pool as its assignment string. */
final class FqanMapfile implements Format {
    @Override
    public void write(Scene scene, Appendable out) throws IOException {
        for (Scene.Part part : scene.parts()) {
            if (!(part.group() instanceof UserGroup.Voms voms)) {
                continue;
            }
            for (AccountMapper mapper : part.mappers()) {
                String account = switch (mapper) {
                    case AccountMapper.Group group -> group.account();
                    case AccountMapper.Pool pool -> assignments(scene, pool);
                    case AccountMapper.Manual manual -> "";
                    case AccountMapper.Directory directory -> "";
                };
                if (!account.isEmpty()) {
                    Quoted.append(out, Members.fqan(voms));
                    out.append(' ').append(account).append('\n');
                    break;
                }
            }
        }
    }

    private static String assignments(Scene scene, AccountMapper.Pool mapper) {
        String text = scene.data().pools().assignments(mapper.pool());
        return text == null || text.isEmpty() ? "null" : text;
    }
}
